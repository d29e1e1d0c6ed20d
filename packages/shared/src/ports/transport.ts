import type { MonotonicTime } from '../model/units.ts'
import type { WireRequest, WireResponse } from './wire.ts'

export interface Transport {
  /** Sends, and resolves by the deadline at the latest. It never rejects. */
  send(request: WireRequest, deadline: MonotonicTime): Promise<WireResponse>
  /**
   * Sends all requests and returns only when each has its response, or the deadline has passed.
   * Only hosts that can be caught dying offer it: it is the last thing a process does.
   */
  sendBlocking?(requests: readonly WireRequest[], deadline: MonotonicTime): readonly WireResponse[]
}
