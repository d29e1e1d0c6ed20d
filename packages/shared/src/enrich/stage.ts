import type { LossReason } from '../model/lossReason.ts'
import type { Signal } from '../model/signal.ts'

/** One step of enrichment: a richer signal, or the reason why it goes no further. */
export type Stage = (signal: Signal) => Signal | LossReason

export type Enriched =
  | { readonly type: 'kept'; readonly signal: Signal }
  | { readonly type: 'dropped'; readonly signal: Signal; readonly reason: LossReason }

/** Runs the stages in their order, until one of them drops the signal. */
export const runStages = (stages: readonly Stage[], captured: Signal): Enriched => {
  let signal = captured
  for (const stage of stages) {
    const result = stage(signal)
    if (isLossReason(result)) return { type: 'dropped', signal, reason: result }
    signal = result
  }
  return { type: 'kept', signal }
}

const isLossReason = (result: Signal | LossReason): result is LossReason =>
  typeof result === 'string'
