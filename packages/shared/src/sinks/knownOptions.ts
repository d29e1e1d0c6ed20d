import type { ConfigProblem } from '../model/configProblem.ts'
import { attempt, isObject } from '../primitives/attempt.ts'

/** Those of the options that have such names, and say something. */
export const pickOptions = (options: unknown, names: readonly string[]): object =>
  Object.fromEntries(
    entriesOf(options).filter(([name, value]) => names.includes(name) && value !== undefined),
  )

/** Options that are none: one that is misspelt would be missed in silence. */
export const unknownOptions = (
  options: unknown,
  names: readonly string[],
): readonly ConfigProblem[] =>
  entriesOf(options)
    .filter(([name]) => !names.includes(name))
    .map(([name]) => ({ option: name.slice(0, 64), expected: `one of ${names.join(', ')}` }))

const entriesOf = (options: unknown): readonly (readonly [string, unknown])[] =>
  isObject(options) ? attempt(() => Object.entries(options), []) : []
