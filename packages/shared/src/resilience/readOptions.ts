import { property } from '../primitives/attempt.ts'
import { parseDuration } from '../primitives/duration.ts'

/** What an option may be. */
export interface Kind<Value> {
  readonly expected: string
  /** `undefined` where the value is not of the kind. */
  parse(value: unknown): Value | undefined
}

/** An option's kind and its default; without a default it must be given. */
type Rule<Value> = readonly [Kind<Value>] | readonly [Kind<Value>, Value]

const kind = <Value>(expected: string, isKind: (value: Value) => boolean): Kind<Value> => ({
  expected,
  parse: (value) => (isKind(value as Value) ? (value as Value) : undefined),
})

/** A number within bounds; `NaN` is within none. */
export const within = (least: number, most: number): Kind<number> =>
  kind(
    `a number from ${least} to ${most}`,
    (value) => typeof value === 'number' && value >= least && value <= most,
  )

export const whole = (least: number): Kind<number> =>
  kind(`a whole number from ${least}`, (value) => Number.isInteger(value) && value >= least)

export const flag = (): Kind<boolean> => kind('a boolean', (value) => typeof value === 'boolean')

export const method = <Fn>(): Kind<Fn> => kind('a function', (value) => typeof value === 'function')

export const oneOf = <Name extends string>(names: readonly Name[]): Kind<Name> =>
  kind(`one of ${names}`, (value) => names.includes(value))

export const duration = (least: number): Kind<number> => ({
  expected: `milliseconds from ${least}, or '2s'`,
  parse: (value) => {
    const parsed = parseDuration(value)
    return parsed !== undefined && parsed >= least ? parsed : undefined
  },
})

/**
 * What part it is, its options as they came, and where to say what is wrong with them: by name, and
 * never a value, which may be a secret.
 */
type Given = readonly [part: string, options: unknown, problems: string[]]

/** Reads the options one by one. A name that is unknown is wrong too: it would be missed later. */
export const readOptions = <Settings>(
  [part, options, problems]: Given,
  rules: { readonly [Name in keyof Settings]: Rule<Settings[Name]> },
): Settings => {
  // Every part may have a listener.
  const all: Readonly<Record<string, Rule<unknown>>> = { on: [method(), undefined], ...rules }
  const names = Object.keys(all)
  const isObject = typeof options === 'object' && options !== null
  if (!isObject) problems.push(`${part}: expected an object`)

  const read = (name: string, [{ expected, parse }, ...defaults]: Rule<unknown>): unknown => {
    const value = property(options, name)
    if (value === undefined && (defaults.length > 0 || !isObject)) return defaults[0]
    const parsed = parse(value)
    if (parsed === undefined) problems.push(`${part}.${name}: expected ${expected}`)
    return parsed
  }
  for (const name of isObject ? Object.keys(options) : []) {
    if (!names.includes(name)) problems.push(`${part}.${name}: expected one of ${names}`)
  }
  return Object.fromEntries(
    Object.entries(all).map(([name, rule]) => [name, read(name, rule)]),
  ) as Settings
}

/** What `read` makes of the options, or one error that names all that is wrong. */
export const checkOptions = <Settings>(
  read: (options: unknown, problems: string[]) => Settings,
  options: unknown,
): Settings => {
  const problems: string[] = []
  const settings = read(options, problems)
  if (problems.length > 0) throw new TypeError(`Wrong options:\n  - ${problems.join('\n  - ')}`)
  return settings
}
