/**
 * Every way in which a signal can fail to arrive; there is no other.
 *
 * - `outboxFull`: there was no room left for it while its sink was slow or down.
 * - `rejected`: the sink's server refused it for good (a 4xx that no retry can mend).
 * - `tooLarge`: alone in its request it was still over the server's limit.
 * - `sinkFailed`: the sink's own code threw on it, or left it out of what it encoded.
 * - `closed`: the monitor was closed, or its invocation had ended, before it was delivered. Where a
 *   store outlives the monitor, the next one recovers the signal.
 */
export type LossReason = 'outboxFull' | 'rejected' | 'tooLarge' | 'sinkFailed' | 'closed'
