import type { Signal, SignalId } from '../model/signal.ts'

/** Where accepted signals survive their process, on the hosts that have such a place. */
export interface OutboxStore {
  /** Critical signals are durable when it returns, where the host can. */
  append(signals: readonly Signal[]): void | Promise<void>
  /** Every sink is done with them. */
  settle(ids: readonly SignalId[]): void | Promise<void>
  /** What an earlier life left; each signal goes to one taker only. */
  recover(): AsyncIterable<Signal>
}
