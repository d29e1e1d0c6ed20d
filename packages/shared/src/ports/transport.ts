import type { MonotonicTime } from '../model/units.ts'
import type { WireRequest, WireResponse } from './wire.ts'

/** Sends requests. */
export interface Transport {
  /** Sends, and resolves by the deadline at the latest. It never rejects. */
  send(request: WireRequest, deadline: MonotonicTime): Promise<WireResponse>
  /**
   * Returns only when all requests under way have been answered, or the deadline has passed. Only
   * hosts that tell of their very last moment offer it; no code of ours runs after it.
   */
  finish?(deadline: MonotonicTime): void
}
