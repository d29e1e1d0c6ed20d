import { attempt, property } from '../primitives/attempt.ts'
import type { Looks } from './looksOf.ts'

/** A value that another names as its cause, and under which name it stands there. */
export interface Cause {
  readonly source: string
  readonly value: unknown
}

const none: readonly Cause[] = []
const mostErrors = 10

/** What a value names as its causes: the `cause` of an error, the `errors` of an aggregate. */
export const causesOf = ({ name, cause, errors }: Looks): readonly Cause[] => {
  const named = cause ?? undefined
  if (named === undefined && !errors) return none
  const isList = attempt(() => Array.isArray(errors), false)
  // Elsewhere, libraries keep findings under the same name, which nobody has thrown.
  const causes = isList ? errorsOf(errors, name === 'AggregateError') : none
  return named === undefined ? causes : [{ source: 'cause', value: named }, ...causes]
}

const errorsOf = (errors: unknown, holdsThrown: boolean): readonly Cause[] =>
  Array.from({ length: mostErrors }, (_, index) => ({
    source: `errors[${index}]`,
    value: property(errors, String(index)) ?? undefined,
  })).filter(({ value }) =>
    holdsThrown ? value !== undefined : typeof property(value, 'stack') === 'string',
  )
