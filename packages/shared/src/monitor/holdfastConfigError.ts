import type { ConfigProblem } from '../model/configProblem.ts'

/** Options that `init` cannot work with. It names each wrong option and what was expected. */
export class HoldfastConfigError extends Error {
  override readonly name: string = 'HoldfastConfigError'
  readonly problems: readonly ConfigProblem[]

  constructor(problems: readonly ConfigProblem[]) {
    super(describeProblems(problems))
    this.problems = problems
  }
}

/** The problems as a text for people: one line each. */
export const describeProblems = (problems: readonly ConfigProblem[]): string =>
  [
    'Holdfast cannot start with these options:',
    ...problems.map(({ option, expected }) => `  - ${option}: expected ${expected}`),
  ].join('\n')
