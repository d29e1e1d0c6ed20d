import type { User } from '../../model/attributes.ts'
import type { Severity } from '../../model/severity.ts'
import type { Signal, SignalKind } from '../../model/signal.ts'
import { isObject, property } from '../../primitives/attempt.ts'

/** What test frameworks have to compare with, such as `expect.any(Number)`. */
export interface Asymmetric {
  asymmetricMatch(other: unknown): boolean
}

type Text = string | RegExp | Asymmetric

/**
 * What a signal must say. A text must be the same, an expression must be found in it, of a record only
 * what is named counts, and of a list one member must match, unless a list is given.
 */
export interface SignalFacts<Kind extends SignalKind = SignalKind> {
  readonly kind?: Kind
  readonly message?: Text
  /** Of an error, the type of what was thrown or of one of its causes. */
  readonly type?: Text
  /** Of an event or a metric. */
  readonly name?: Text
  readonly severity?: Severity | Asymmetric
  /** Of an error, whether the app had caught it. */
  readonly handled?: boolean
  readonly tags?: Readonly<Record<string, unknown>>
  readonly user?: Readonly<Partial<Record<keyof User, unknown>>>
  readonly contexts?: Readonly<Record<string, unknown>>
  readonly attributes?: Readonly<Record<string, unknown>>
  /** Any other property of the signal, of its scope or of its resource. */
  readonly [other: string]: unknown
}

/** What a signal must say, or a function that judges it. */
export type SignalMatcher<Kind extends SignalKind = SignalKind> =
  | SignalFacts<Kind>
  | ((signal: Signal) => boolean)

/** Where a signal says otherwise. */
export interface Mismatch {
  readonly path: string
  readonly expected: unknown
  readonly actual: unknown
}

/** All that speaks against a signal; nothing where it matches. */
export const mismatchesOf = (signal: Signal, matcher: SignalMatcher): readonly Mismatch[] => {
  if (typeof matcher === 'function') {
    return matcher(signal) ? [] : [{ path: '', expected: matcher, actual: signal }]
  }
  return compare(matcher, factsOf(signal), '')
}

/** Everything under its own name, wherever in the signal it stands. */
const factsOf = (signal: Signal): Readonly<Record<string, unknown>> => ({
  ...signal.resource,
  ...signal.scope,
  ...signal,
  ...(signal.kind === 'error' && {
    type: signal.exceptions.map(({ type }) => type),
    handled: signal.exceptions[0]?.mechanism.handled,
  }),
})

const compare = (expected: unknown, actual: unknown, path: string): readonly Mismatch[] => {
  const isSame = compareOne(expected, actual)
  if (isSame !== undefined) return isSame ? [] : [{ path, expected, actual }]
  if (Array.isArray(actual) && !Array.isArray(expected)) {
    const found = actual.some((member) => compare(expected, member, '').length === 0)
    return found ? [] : [{ path, expected, actual }]
  }
  if (!isObject(expected)) return Object.is(expected, actual) ? [] : [{ path, expected, actual }]
  if (Array.isArray(expected) && property(actual, 'length') !== expected.length) {
    return [{ path, expected, actual }]
  }
  return Object.entries(expected).flatMap(([name, member]) =>
    compare(member, property(actual, name), path === '' ? name : `${path}.${name}`),
  )
}

/** What compares by itself; `undefined` where the members have to. */
const compareOne = (expected: unknown, actual: unknown): boolean | undefined => {
  const asymmetric = property(expected, 'asymmetricMatch')
  if (typeof asymmetric === 'function') {
    return asymmetric.call(expected, actual) === true || (Array.isArray(actual) ? undefined : false)
  }
  if (!(expected instanceof RegExp) || Array.isArray(actual)) return undefined
  // Unlike `test`, it does not go on where it stopped the last time.
  return isText(actual) && String(actual).search(expected) >= 0
}

const isText = (value: unknown): boolean => typeof value === 'string' || typeof value === 'number'
