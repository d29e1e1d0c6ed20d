import { type ConfigProblem, problemsOf } from '@holdfast/shared'

/** What `init` is told of files, with the defaults in the place of what is not there. */
export interface SourceSettings {
  readonly sourceLines: number | false
  readonly sourceMaps: boolean
}

const byDefault = 5
const mostLines = 20

export const readSourceOptions = (
  sourceLines: unknown,
  sourceMaps: unknown,
): { readonly settings: SourceSettings; readonly problems: readonly ConfigProblem[] } => {
  const isCount =
    Number.isInteger(sourceLines) && Number(sourceLines) >= 0 && Number(sourceLines) <= mostLines
  const problems = problemsOf([
    [
      sourceLines === undefined || sourceLines === false || isCount,
      'sourceLines',
      `a whole number up to ${mostLines}, or false`,
    ],
    [sourceMaps === undefined || typeof sourceMaps === 'boolean', 'sourceMaps', 'a boolean'],
  ])
  return {
    settings: {
      sourceLines: isCount ? Number(sourceLines) : sourceLines === false ? false : byDefault,
      sourceMaps: sourceMaps === true,
    },
    problems,
  }
}
