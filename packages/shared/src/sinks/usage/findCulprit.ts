import type { WireSink } from '../../ports/sink.ts'

/** What servers answer where they found fault with what a request says, and not with who asks or where. */
const faults: readonly number[] = [400, 422]

/**
 * Has a request that was refused for what it says go again in halves, down to the signal that is to
 * blame: one customer's usage must not cost the others theirs.
 */
export const findCulprit =
  (interpret: WireSink['interpret']): WireSink['interpret'] =>
  (answer, now, request) => {
    const outcome = interpret(answer, now, request)
    const isShared = request.ids.length > 1 && faults.includes(answer.status)
    return outcome.type === 'rejected' && isShared ? { type: 'tooLarge' } : outcome
  }
