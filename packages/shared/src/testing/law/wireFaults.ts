import type { SignalKind } from '../../model/signal.ts'
import { milliseconds } from '../../model/units.ts'
import type { FakeRuntime } from '../fakeRuntime/createFakeRuntime.ts'
import { answerOf, type FakeResponse, noAnswer } from '../fakeRuntime/fakeTransport.ts'

/** The wire sinks that the law is tried on; each has a server of its name. */
export type Wire = 'sentry' | 'http'

export const wires: readonly Wire[] = ['sentry', 'http']

export const kinds: readonly SignalKind[] = ['error', 'event', 'metric']

/** What a server asks for with an answer, as a human reads its headers. */
export interface Silence {
  readonly kinds: readonly SignalKind[]
  readonly milliseconds: number
}

/** What such a server does. */
export interface WireFault {
  readonly answer: FakeResponse
  /** How long the answer takes. */
  readonly takes?: number
  /** The answer to several signals at once, where it is another. */
  readonly toSeveral?: FakeResponse
  readonly asks?: Readonly<Partial<Record<Wire, Silence>>>
}

const all = (milliseconds: number): Silence => ({ kinds, milliseconds })
const both = (silence: Silence): Readonly<Record<Wire, Silence>> => ({
  sentry: silence,
  http: silence,
})
const errors = (milliseconds: number): Silence => ({ kinds: ['error'], milliseconds })
const ofSentry = (limits: string): Readonly<Record<string, string>> => ({
  'x-sentry-rate-limits': limits,
})

export const wireFaults = {
  ok: (): WireFault => ({ answer: answerOf(200) }),
  accepted: (): WireFault => ({ answer: answerOf(204) }),
  limited: (): WireFault => ({
    answer: answerOf(429, { 'retry-after': '5' }),
    asks: both(all(5_000)),
  }),
  limitedForAges: (): WireFault => ({
    answer: answerOf(429, { 'retry-after': '99999999999' }),
    asks: both(all(3_600_000)),
  }),
  limitedUnclearly: (): WireFault => ({
    answer: answerOf(429, { 'retry-after': 'soon' }),
    asks: both(all(60_000)),
  }),
  limitedErrors: (): WireFault => ({
    answer: answerOf(200, ofSentry('20:error:key')),
    asks: { sentry: errors(20_000) },
  }),
  refusedErrors: (): WireFault => ({
    answer: answerOf(429, ofSentry('7:error;default:key, 2700:transaction:organization')),
    asks: { sentry: errors(7_000), http: all(60_000) },
  }),
  refusedOthers: (): WireFault => ({
    answer: answerOf(429, { ...ofSentry('2700:transaction:organization'), 'retry-after': '3' }),
    asks: both(all(3_000)),
  }),
  limitedByTheWay: (): WireFault => ({
    answer: answerOf(200, ofSentry('4::organization')),
    asks: { sentry: all(4_000) },
  }),
  limitedMetrics: (): WireFault => ({
    answer: answerOf(200, { 'x-kinds': 'metric', 'retry-after': '30' }),
    asks: { http: { kinds: ['metric'], milliseconds: 30_000 } },
  }),
  refusedMetrics: (): WireFault => ({
    answer: answerOf(429, { 'x-kinds': 'metric;event', 'retry-after': '600' }),
    asks: { sentry: all(600_000), http: { kinds: ['metric', 'event'], milliseconds: 600_000 } },
  }),
  failing: (): WireFault => ({ answer: answerOf(500) }),
  unavailable: (): WireFault => ({
    answer: answerOf(503, { 'retry-after': '2' }),
    asks: both(all(2_000)),
  }),
  tooLarge: (): WireFault => ({ answer: answerOf(413) }),
  tooLargeTogether: (): WireFault => ({ answer: answerOf(200), toSeveral: answerOf(413) }),
  rejecting: (): WireFault => ({ answer: answerOf(400) }),
  unreachable: (): WireFault => ({ answer: noAnswer('refused') }),
  hanging: (): WireFault => ({ answer: 'hang' }),
  slow: (): WireFault => ({ answer: answerOf(200), takes: 3_000 }),
  slowlyFailing: (): WireFault => ({ answer: answerOf(502), takes: 3_000 }),
}

export type WireFaultName = keyof typeof wireFaults

export const wireFaultNames: readonly WireFaultName[] = Object.keys(wireFaults) as WireFaultName[]

/** What comes back from a server of that fault, in its time. */
export const answerBy = async (
  { answer, toSeveral = answer, takes }: WireFault,
  signals: number,
  { scheduler }: FakeRuntime,
): Promise<FakeResponse> => {
  if (takes !== undefined) {
    await new Promise<void>((resolve) => {
      scheduler.after(milliseconds(takes), resolve)
    })
  }
  return signals > 1 ? toSeveral : answer
}
