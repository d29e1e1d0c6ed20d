import type { ConfigProblem } from '../model/configProblem.ts'
import { attempt, property } from '../primitives/attempt.ts'
import { clip } from '../primitives/toJson.ts'
import type { Kind } from './optionKinds.ts'

/** Reads options of any shape one by one, and notes each that is wrong. It never throws. */
export interface OptionReader {
  readonly problems: readonly ConfigProblem[]
  /** The option at a path such as `batch.maxAge`, or the default where it is absent or wrong. */
  read<Value, Default>(path: string, kind: Kind<Value>, byDefault: Default): Value | Default
  /** Notes a problem that was found elsewhere. It never holds a value, which may be a secret. */
  note(option: string, expected: string): void
  /** Notes the names that nobody has read: a misspelt one would be missed only when needed. */
  noteUnknown(groups: readonly string[]): void
}

export const createOptionReader = (options: unknown): OptionReader => {
  const problems: ConfigProblem[] = []
  const known: string[] = []

  const note = (option: string, expected: string): void => {
    problems.push({ option, expected })
  }

  return {
    problems,
    note,
    read: (path, kind, byDefault) => {
      known.push(path)
      const value = path.split('.').reduce<unknown>(property, options)
      if (value === undefined && !kind.required) return byDefault
      const parsed = kind.parse(value)
      if (parsed === undefined) note(path, kind.expected)
      return parsed ?? byDefault
    },
    noteUnknown: (groups) => {
      const expected = `one of ${known.join(', ')}`
      for (const name of namesOf(options)) {
        if (name.includes('.') || !known.includes(name)) note(clip(name, 64), expected)
      }
      for (const group of groups) {
        for (const name of namesOf(property(options, group))) {
          const path = `${group}.${name}`
          if (!known.includes(path)) note(clip(path, 64), expected)
        }
      }
    },
  }
}

const namesOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value ? attempt(() => Object.keys(value), []) : []
