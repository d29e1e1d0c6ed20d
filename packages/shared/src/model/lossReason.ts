import type { SignalKind } from './signal.ts'

/**
 * Every way in which a signal can fail to arrive; there is no other.
 *
 * - `outboxFull`: there was no room left for it while its sink was slow or down.
 * - `rejected`: the sink's server refused it for good (a 4xx that no retry can mend).
 * - `tooLarge`: alone in its request it was still over the server's limit.
 * - `sinkFailed`: the sink's own code threw on it, or left it out of what it encoded.
 * - `closed`: the monitor was closed, or its invocation had ended, before it was delivered. Where a
 *   store outlives the monitor, the next one recovers the signal.
 * - `dropped`: the app's own hook said that it should not be sent, or its sink, that was to have it
 *   from an earlier life, does not want it any more.
 * - `filtered`: the app's own filters do not want it: by its text, where it comes from, or severity.
 * - `noise`: the default list knows it as noise that no program can do anything about.
 * - `repeated`: the same failure came just before.
 * - `rateCapped`: too many came in too short a time, in all or of this failure.
 * - `sampledOut`: it is one of those that sampling leaves out.
 * - `noConsent`: whom it is about has not agreed.
 * - `forgotten`: whom it is about asked to be forgotten.
 * - `expired`: it lay in the store for longer than the store keeps anything.
 * - `storeFull`: it lay in the store, which had to make room for what is more important.
 */
export type LossReason = (typeof lossReasons)[number]

/** All of them. */
export const lossReasons = [
  'outboxFull',
  'rejected',
  'tooLarge',
  'sinkFailed',
  'closed',
  'dropped',
  'filtered',
  'noise',
  'repeated',
  'rateCapped',
  'sampledOut',
  'noConsent',
  'forgotten',
  'expired',
  'storeFull',
] as const

/** So many signals of a kind that are lost for one reason. */
export interface Loss {
  readonly kind: SignalKind
  readonly reason: LossReason
  readonly count: number
}
