import type { LossReason } from '../model/lossReason.ts'
import type { Signal } from '../model/signal.ts'

/** One step of enrichment: the signal as it goes on, or why it does not. */
export type Stage = (signal: Signal) => Signal | LossReason
