import type { MonotonicTime } from '../model/units.ts'
import type { WireAnswer, WireRequest, WireResponse } from './wire.ts'

/** Sends requests. */
export interface Transport {
  /** Sends, and resolves by the deadline at the latest. It never rejects. */
  send(request: WireRequest, deadline: MonotonicTime): Promise<WireResponse>
  /**
   * Returns only when all requests under way have been answered, or the deadline has passed, with
   * the answers. Only hosts that tell of their very last moment offer it: what `send` returned will
   * never be settled there.
   */
  finish?(deadline: MonotonicTime): ReadonlyMap<WireRequest, WireAnswer>
  /** Nothing is sent any more: what is held open for more can go. */
  close?(): void
}
