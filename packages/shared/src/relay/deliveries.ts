import { createOpenLedgers, mostOpen } from '../diagnostics/openLedgers.ts'
import type { FlushResult, Stats } from '../model/stats.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Delivery } from './delivery.ts'
import type { KeepAlive } from './relayHost.ts'

/** One delivery for all requests, or one for each. */
export interface Deliveries {
  /** Whether there is room, beside what other requests hold, for what takes such a share of an outbox. */
  hasRoom(share: number): boolean
  /** Hands a delivery over; what is left in it is delivered behind the answer. */
  use<Result>(fn: (delivery: Delivery) => Result, work: Work): Result
  stats(): Stats
  flush(timeout: Milliseconds): Promise<FlushResult>
  close(timeout: Milliseconds): Promise<FlushResult>
}

interface Work {
  readonly share: number
  readonly keepAlive: KeepAlive
}

/** Shares are no whole numbers, and their sum is not exact. */
const whole = 1 + 1e-9

export const createDeliveries = (open: () => Delivery, isPerRequest: boolean): Deliveries =>
  isPerRequest ? createOneEach(open) : createOneForAll(open())

const createOneForAll = (delivery: Delivery): Deliveries => ({
  // It knows itself how full it is.
  hasRoom: () => true,
  use: (fn, { keepAlive }) => {
    const result = fn(delivery)
    keepAlive(() => delivery.flush())
    return result
  },
  stats: delivery.stats,
  flush: delivery.flush,
  close: delivery.close,
})

const createOneEach = (open: () => Delivery): Deliveries => {
  const ledgers = createOpenLedgers()
  const unclosed = new Set<Delivery>()
  let taken = 0

  const finish = async (delivery: Delivery, share: number): Promise<void> => {
    await delivery.close()
    taken -= share
    unclosed.delete(delivery)
    ledgers.remove(delivery)
  }
  const sum = (results: readonly FlushResult[]): FlushResult =>
    results.reduce(
      (all, one) => ({
        delivered: all.delivered + one.delivered,
        lost: all.lost + one.lost,
        pending: all.pending + one.pending,
      }),
      { delivered: 0, lost: 0, pending: 0 },
    )

  return {
    hasRoom: (share) => taken + share <= whole,
    use: (fn, { share, keepAlive }) => {
      const delivery = open()
      taken += share
      unclosed.add(delivery)
      const [oldest = delivery] = unclosed
      if (unclosed.size > mostOpen) unclosed.delete(oldest)
      ledgers.add(delivery)
      const result = fn(delivery)
      const finished = finish(delivery, share)
      keepAlive(() => finished)
      return result
    },
    stats: ledgers.stats,
    flush: async (timeout) =>
      sum(await Promise.all([...unclosed].map((delivery) => delivery.flush(timeout)))),
    close: async (timeout) =>
      sum(await Promise.all([...unclosed].map((delivery) => delivery.close(timeout)))),
  }
}
