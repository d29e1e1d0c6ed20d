import type { ConfigProblem } from '../model/configProblem.ts'
import { attempt, isObject, property } from '../primitives/attempt.ts'
import { clip } from '../primitives/toJson.ts'

/** Notes what is wrong with an option. It never holds a value, which may be a secret. */
export type Note = (option: string, expected: string) => void

/** What an option may be. */
export interface Kind<Value> {
  readonly expected: string
  /** Whether `init` cannot do without it. */
  readonly required?: true
  is(value: unknown): boolean
  /** What is made of a value of the kind; that it is what we want of it says whoever made the kind. */
  to?(value: never, note: Note): Value
}

/** An option's kind, and what stands for it where it is absent or wrong; for a group, its members. */
type Rule<Value> =
  | readonly [kind: Kind<Value>, byDefault: Value]
  | readonly [kind: Kind<object | false>, byDefault: object | false, Rules<Exclude<Value, false>>]
  | (undefined extends Value ? readonly [kind: Kind<Exclude<Value, undefined>>] : never)

/** Of each option its rule, by its name. */
export type Rules<Values> = { readonly [Name in keyof Values]: Rule<Values[Name]> }

type AnyRule = readonly [kind: Kind<unknown>, byDefault?: unknown, members?: object]

interface ReadRules<Values> {
  readonly values: Values
  readonly problems: readonly ConfigProblem[]
}

/**
 * Reads options of any shape by rules, and tells each that is wrong: names that no rule knows, too, for
 * a misspelt one would be missed only when needed. It never throws.
 */
export const readRules = <Values>(options: unknown, rules: Rules<Values>): ReadRules<Values> => {
  const problems: ConfigProblem[] = []
  const unknown: ConfigProblem[] = []
  const note: Note = (option, expected) => void problems.push({ option, expected })

  const readAll = (group: unknown, of: object, prefix: string): object => {
    const known = Object.keys(of)
    const expected = `one of ${known.join(', ')}`
    for (const name of namesOf(group)) {
      if (!known.includes(name)) unknown.push({ option: clip(prefix + name, 64), expected })
    }
    const read = ([name, [kind, byDefault, members]]: [string, AnyRule]) => {
      const given = property(group, name)
      let value = byDefault
      if (given !== undefined || kind.required) {
        if (!attempt(() => kind.is(given), false)) note(prefix + name, kind.expected)
        else value = kind.to ? kind.to(given as never, note) : given
      }
      return [
        name,
        members && value ? readAll(value, members, `${prefix + name}.`) : value,
      ] as const
    }
    return Object.fromEntries(Object.entries<AnyRule>(of as never).map(read))
  }

  const values = readAll(options, rules, '') as Values
  return { values, problems: [...problems, ...unknown] }
}

const namesOf = (value: unknown): readonly string[] =>
  isObject(value) ? attempt(() => Object.keys(value), []) : []
