import { expectTypeOf, it } from 'vitest'
import type { Signal } from '../model/signal.ts'
import type { ReceivedSignal } from './receivedBatch.ts'

it('is what is sent, with plain types for the branded ones', () => {
  type Sent = Omit<Signal, 'resource' | 'scope'> & Signal['scope']
  expectTypeOf<Sent>().toExtend<ReceivedSignal>()
  expectTypeOf<keyof Sent>().toEqualTypeOf<keyof ReceivedSignal>()
})
