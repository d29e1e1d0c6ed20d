import { attempt, property } from '../primitives/attempt.ts'
import type { Looks } from './looksOf.ts'

/** A value that another names as its cause, and under which name it stands there. */
export interface Cause {
  readonly source: string
  readonly value: unknown
}

const mostErrors = 10

/** What a value names as its causes: the `cause` of an error, the `errors` of an aggregate. */
export const causesOf = ({ name, cause, errors }: Looks): readonly Cause[] => {
  const causes = isNone(cause) ? [] : [{ source: 'cause', value: cause }]
  if (!errors || !attempt(() => Array.isArray(errors), false)) return causes
  for (let index = 0; index < mostErrors; index++) {
    const value = property(errors, index)
    if (isThrown(name, value) && !isNone(value)) causes.push({ source: `errors[${index}]`, value })
  }
  return causes
}

/** Whether the `errors` of a value tell more than its causes. */
export const hasFindings = ({ name, errors }: Looks): boolean =>
  !attempt(
    () =>
      Array.isArray(errors) &&
      errors.slice(0, mostErrors).every((value: unknown) => isThrown(name, value)),
    false,
  )

/** But for aggregates, libraries keep findings under the same name, which nobody has thrown. */
const isThrown = (name: unknown, value: unknown): boolean =>
  name === 'AggregateError' || typeof property(value, 'stack') === 'string'

const isNone = (value: unknown): boolean => value === undefined || value === null
