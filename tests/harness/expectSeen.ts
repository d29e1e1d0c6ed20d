import type { FaultySink } from '@holdfast/shared/testing'
import type { Event } from '@sentry/core'
import { expect } from 'vitest'
import { errorsOf, eventsOf } from './readTaken.ts'

/** An error as a receiver reads it. */
export interface SeenError {
  readonly type: string
  readonly message: string
  readonly handled: boolean
}

/** Says that the sink took these errors, and nothing else, once each in both dialects. */
export const expectSeen = (sink: FaultySink, expected: readonly Partial<SeenError>[]): void => {
  const errors = (list: readonly SeenError[]): readonly SeenError[] =>
    [...list].sort((one, other) => (one.message < other.message ? -1 : 1))
  const wanted = [...expected]
    .sort((one, other) => ((one.message ?? '') < (other.message ?? '') ? -1 : 1))
    .map((error) => expect.objectContaining(error))
  expect(errors(errorsOf(sink).map(fromSignal)), 'http').toEqual(wanted)
  expect(errors(eventsOf(sink).map(fromEvent)), 'sentry').toEqual(wanted)
  expectTakenOnce(sink)
}

/** Says that both dialects brought the same signals, none of them twice. */
export const expectTakenOnce = (sink: FaultySink): void => {
  const [http, sentry] = [sink.taken('http'), sink.taken('sentry')]
  expect([...http.keys()].sort()).toEqual([...sentry.keys()].sort())
  expect(repeatsOf(http)).toEqual([])
  expect(repeatsOf(sentry)).toEqual([])
}

/** The ids that were taken more than once. */
export const repeatsOf = (taken: ReadonlyMap<string, number>): readonly string[] =>
  [...taken].filter(([, count]) => count > 1).map(([id]) => id)

type Signal = ReturnType<typeof errorsOf>[number]

const fromSignal = ({ exceptions: [thrown], message }: Signal): SeenError => ({
  type: thrown?.type ?? '',
  message: thrown?.message ?? message,
  handled: thrown?.mechanism.handled ?? true,
})

/** Sentry puts the value that was thrown last, after its causes. */
const fromEvent = ({ exception, message }: Event): SeenError => {
  const thrown = exception?.values?.at(-1)
  return {
    type: thrown?.type ?? '',
    message: thrown?.value ?? message ?? '',
    handled: thrown?.mechanism?.handled ?? true,
  }
}
