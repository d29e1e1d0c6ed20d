import type { ConfigProblem } from '../model/configProblem.ts'

/** Of one option, whether it is as expected. */
export type Check = readonly [isRight: boolean, option: string, expected: string]

/** What is wrong with the options of a sink, or of an instrument. */
export const problemsOf = (checks: readonly Check[]): readonly ConfigProblem[] =>
  checks.flatMap(([isRight, option, expected]) => (isRight ? [] : [{ option, expected }]))
