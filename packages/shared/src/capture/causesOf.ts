import { attempt, property } from '../primitives/attempt.ts'

/** A value that another names as its cause, and under which name it stands there. */
export interface Cause {
  readonly source: string
  readonly value: unknown
}

const none: readonly Cause[] = []
const mostErrors = 10

/** What a value names as its causes: the `cause` of an error, the `errors` of an aggregate. */
export const causesOf = (value: unknown): readonly Cause[] => {
  const cause = property(value, 'cause') ?? undefined
  const errors = property(value, 'errors')
  if (cause === undefined && !errors) return none
  const causes = attempt(() => Array.isArray(errors), false) ? errorsOf(value, errors) : none
  return cause === undefined ? causes : [{ source: 'cause', value: cause }, ...causes]
}

const errorsOf = (value: unknown, errors: unknown): readonly Cause[] => {
  // Elsewhere, libraries keep findings under the same name, which nobody has thrown.
  const holdsThrown = property(value, 'name') === 'AggregateError'
  return Array.from({ length: mostErrors }, (_, index) => ({
    source: `errors[${index}]`,
    value: property(errors, String(index)) ?? undefined,
  })).filter((error) =>
    holdsThrown ? error.value !== undefined : typeof property(error.value, 'stack') === 'string',
  )
}
