import type { Clock } from './clock.ts'
import type { Compressor } from './compressor.ts'
import type { ContextStore } from './contextStore.ts'
import type { Lifecycle } from './lifecycle.ts'
import type { OutboxStore } from './outboxStore.ts'
import type { Scheduler } from './scheduler.ts'
import type { Transport } from './transport.ts'

/** All that the core asks of a host, handed in once. */
export interface Runtime {
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly transport: Transport
  readonly store: OutboxStore
  readonly lifecycle: Lifecycle
  readonly context: ContextStore
  /** At least 0, less than 1. */
  readonly random: () => number
  /** Absent where the host cannot pack. */
  readonly compressor?: Compressor | undefined
  /** What bundlers have left in the host's globals: each by the stack of a file, its debug id. */
  readonly debugIds?: () => readonly unknown[]
}
