import type { Compressor } from '../ports/compressor.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { WireSink } from '../ports/sink.ts'
import type { WireRequest } from '../ports/wire.ts'
import { attempt } from '../primitives/attempt.ts'
import { longestTrip } from './courier.ts'
import type { Entry } from './entry.ts'
import { orTooLong } from './orTooLong.ts'
import type { Parcel } from './packer.ts'

/** Has a sink finish its requests, and delivers them then. */
export interface Finisher {
  /** The entries that have to go again. It delivers in this tick, where the sink promises nothing. */
  deliver(parcel: Parcel, isLast: boolean): Promise<readonly Entry[]>
  /** Delivers now what waits for the sink. */
  hurry(): void
}

interface FinisherParts {
  readonly sink: WireSink
  readonly scheduler: Scheduler
  readonly compressor?: Compressor | undefined
  /** Sends it; without a request, the sink has failed. */
  readonly post: (parcel: Parcel, request: WireRequest | undefined) => Promise<readonly Entry[]>
}

export const createFinisher = ({ sink, scheduler, compressor, post }: FinisherParts): Finisher => {
  /** What became of a parcel that could not wait for the sink. */
  const waiting = new Map<Parcel, Promise<readonly Entry[]> | undefined>()

  const deliver: Finisher['deliver'] = async (parcel, isLast) => {
    const { request } = parcel
    const finishing = attempt(
      () => (sink.finish ? sink.finish(request, { isLast, compressor }) : request),
      undefined,
    )
    if (!(finishing instanceof Promise)) return post(parcel, finishing)
    const own = { ...parcel }
    waiting.set(own, undefined)
    const finished = await orTooLong(finishing, scheduler, longestTrip).catch(() => undefined)
    const hurried = waiting.get(own)
    waiting.delete(own)
    return hurried ?? post(own, finished)
  }

  return {
    deliver,
    hurry: () => {
      for (const [parcel, hurried] of [...waiting]) {
        waiting.set(parcel, hurried ?? deliver(parcel, true))
      }
    },
  }
}
