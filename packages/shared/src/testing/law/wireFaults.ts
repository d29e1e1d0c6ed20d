import { milliseconds } from '../../model/units.ts'
import type { FakeRuntime } from '../fakeRuntime/createFakeRuntime.ts'
import { answerOf, noAnswer, type Responder } from '../fakeRuntime/fakeTransport.ts'

/** The wire sinks that the law is tried on; each has a server of its name. */
export type Wire = 'sentry' | 'http'

export const wires: readonly Wire[] = ['sentry', 'http']

/** What such a server does. */
export type WireFault = keyof typeof wireFaults

/** Each is given the runtime, to be able to take its time. */
export const wireFaults = {
  ok: (): Responder => () => answerOf(200),
  limited: (): Responder => () => answerOf(429, { 'retry-after': '5' }),
  limitedForAges: (): Responder => () => answerOf(429, { 'retry-after': '99999999999' }),
  failing: (): Responder => () => answerOf(500),
  unavailable: (): Responder => () => answerOf(503, { 'retry-after': '2' }),
  tooLarge: (): Responder => () => answerOf(413),
  tooLargeTogether: (): Responder => (request) => answerOf(request.ids.length > 1 ? 413 : 200),
  rejecting: (): Responder => () => answerOf(400),
  unreachable: (): Responder => () => noAnswer('refused'),
  hanging: (): Responder => () => 'hang',
  slow:
    ({ scheduler }: FakeRuntime): Responder =>
    () =>
      new Promise((resolve) => {
        scheduler.after(milliseconds(3_000), () => resolve(answerOf(200)))
      }),
}
