import type { Consent } from '../../model/consent.ts'
import type { SignalId, SignalKind } from '../../model/signal.ts'
import type { HookMood, SinkName } from './life.ts'
import type { WireFaultName } from './wireFaults.ts'

export type StoreMood = 'keeps' | 'throws' | 'rejects'

/** What lasts over the lives of a monitor, beside its disk. */
export interface Around {
  /** What the servers, the hook and the store do from now on. */
  readonly mood: {
    sentry: WireFaultName
    http: WireFaultName
    finish: WireFaultName
    hook: HookMood
    store: StoreMood
    consent: Consent
  }
  readonly kindOf: Map<SignalId, SignalKind>
  /** Whom errors are about. */
  readonly userOf: Map<SignalId, string>
  /** What no server may see any more, and not the memory: somebody wanted it to be gone. */
  readonly gone: Set<SignalId>
  readonly goneFromMemory: Set<SignalId>
  /** What each sink is done with, and the store knows it. */
  readonly settled: Readonly<Record<SinkName, Set<SignalId>>>
  /** Whether the store was told everything that was settled. */
  isStoreExact: boolean
}

export const createAround = (): Around => ({
  mood: {
    sentry: 'ok',
    http: 'ok',
    finish: 'hanging',
    hook: 'keeps',
    store: 'keeps',
    consent: 'granted',
  },
  kindOf: new Map(),
  userOf: new Map(),
  gone: new Set(),
  goneFromMemory: new Set(),
  settled: { sentry: new Set(), http: new Set(), memory: new Set() },
  isStoreExact: true,
})
