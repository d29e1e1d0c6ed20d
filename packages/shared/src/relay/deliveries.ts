import { createOpenLedgers } from '../diagnostics/openLedgers.ts'
import type { FlushResult, Stats } from '../model/stats.ts'
import { after, type Milliseconds, type MonotonicTime } from '../model/units.ts'
import type { Clock } from '../ports/clock.ts'
import type { Delivery } from './delivery.ts'
import type { Relay } from './relay.ts'
import type { KeepAlive } from './relayHost.ts'

/** One delivery for all requests, or one for each. */
export interface Deliveries extends Pick<Relay, 'flush' | 'close'> {
  /** Whether there is room, beside what other requests hold, for what takes such a share of an outbox. */
  hasRoom(share: number): boolean
  /** Hands a delivery over; what is left in it is delivered behind the answer. */
  use<Result>(fn: (delivery: Delivery) => Result, work: Work): Result
  stats(): Stats
}

interface Work {
  readonly share: number
  readonly keepAlive: KeepAlive
}

/** Shares are no whole numbers, and their sum is not exact. */
const whole = 1 + 1e-9

interface DeliveriesHost {
  readonly isPerRequest: boolean
  readonly clock: Clock
  /** How long a delivery is at work behind its request. */
  readonly longest: Milliseconds
}

export const createDeliveries = (open: () => Delivery, host: DeliveriesHost): Deliveries =>
  host.isPerRequest ? createOneEach(open, host) : createOneForAll(open())

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

const createOneEach = (open: () => Delivery, { clock, longest }: DeliveriesHost): Deliveries => {
  const ledgers = createOpenLedgers()
  const unclosed = new Map<Delivery, { readonly share: number; readonly end: MonotonicTime }>()
  let taken = 0

  const release = (delivery: Delivery): void => {
    taken -= unclosed.get(delivery)?.share ?? 0
    unclosed.delete(delivery)
  }
  const finish = async (delivery: Delivery): Promise<void> => {
    await delivery.close()
    release(delivery)
    ledgers.remove(delivery)
  }
  /** Without `waitUntil`, a host may end a request and all that it has begun: nothing of it comes back. */
  const releaseStopped = (): void => {
    for (const [delivery, { end }] of unclosed) {
      if (end > clock.now()) return
      release(delivery)
    }
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
    hasRoom: (share) => {
      releaseStopped()
      return taken + share <= whole
    },
    use: (fn, { share, keepAlive }) => {
      const delivery = open()
      taken += share
      unclosed.set(delivery, { share, end: after(clock.now(), longest) })
      ledgers.add(delivery)
      const result = fn(delivery)
      const finished = finish(delivery)
      keepAlive(() => finished)
      return result
    },
    stats: ledgers.stats,
    flush: async (timeout) =>
      sum(await Promise.all([...unclosed.keys()].map((delivery) => delivery.flush(timeout)))),
    close: async (timeout) =>
      sum(await Promise.all([...unclosed.keys()].map((delivery) => delivery.close(timeout)))),
  }
}
