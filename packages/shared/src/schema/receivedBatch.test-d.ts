import { expectTypeOf, it } from 'vitest'
import type { Signal as AnySignal, EnvelopeSignal } from '../model/signal.ts'
import type { ReceivedSignal } from './receivedBatch.ts'

/** Envelopes are never of a batch. */
type Signal = Exclude<AnySignal, EnvelopeSignal>

it('is what is sent, with plain types for the branded ones', () => {
  expectTypeOf<Sent<Signal>>().toExtend<ReceivedSignal>()
  expectTypeOf<Names<Sent<Signal>>>().toEqualTypeOf<Names<ReceivedSignal>>()
})

type Sent<Kind extends Signal> = Kind extends Signal
  ? Omit<Kind, 'resource' | 'scope'> & Kind['scope']
  : never

/** The members of each kind, as one text for each. */
type Names<Kind> = Kind extends { readonly kind: infer Name extends string }
  ? `${Name}: ${keyof Kind & string}`
  : never
