import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Loss } from '../model/lossReason.ts'
import type { Limit, Outcome } from '../model/outcome.ts'
import type { SignalId } from '../model/signal.ts'
import type { Clock } from '../ports/clock.ts'
import type { WireSink } from '../ports/sink.ts'
import type { WireAnswer, WireRequest } from '../ports/wire.ts'
import type { Entry, Settle } from './entry.ts'

/** A request, and the entries whose fate hangs on it. */
export interface Parcel {
  readonly request: WireRequest
  readonly entries: readonly Entry[]
  /** The losses that it tells of. */
  readonly losses: readonly Loss[]
}

/** Speaks with a sink that may throw: then that costs its own signals only, and is booked. */
export interface Packer {
  /** The first of the parcels tells of the losses. */
  pack(entries: readonly Entry[], losses: readonly Loss[]): readonly Parcel[]
  /** `undefined` where the sink threw, or said nothing; the entries are then settled. */
  interpret(answer: WireAnswer, parcel: Parcel): Outcome | undefined
}

export interface PackerParts {
  readonly sink: WireSink
  readonly clock: Clock
  readonly debug: DebugChannel
  readonly settle: Settle
}

/** By its looks: a sink may be of the app's own, and of no types. */
const areLimits = (limits: readonly Limit[] = []): boolean =>
  Array.isArray(limits) &&
  limits.every(({ after, kinds = [] }) => typeof after === 'number' && Array.isArray(kinds))

const outcomes: readonly unknown[] = ['delivered', 'retryable', 'limited', 'tooLarge', 'rejected']

export const createPacker = ({ sink, clock, debug, settle }: PackerParts): Packer => {
  const fail = (entries: readonly Entry[], what: string, error?: unknown): void => {
    debug.sayOnce('sinkFailed', `${sink.name}: ${what}`, error)
    for (const entry of entries) settle(entry, 'sinkFailed')
  }

  const address = (
    requests: readonly WireRequest[],
    entries: readonly Entry[],
    losses: readonly Loss[],
  ): readonly Parcel[] => {
    const unclaimed = new Map<SignalId, Entry>(entries.map((entry) => [entry.signal.id, entry]))
    const claim = (id: SignalId): readonly Entry[] => {
      const entry = unclaimed.get(id)
      unclaimed.delete(id)
      return entry ? [entry] : []
    }
    const parcels = requests.map((request, index) => ({
      request,
      entries: request.ids.flatMap(claim),
      losses: index === 0 ? losses : [],
    }))
    if (unclaimed.size > 0) fail([...unclaimed.values()], 'encode left signals out')
    return parcels
  }

  const pack: Packer['pack'] = (entries, losses) => {
    try {
      const signals = entries.map(({ signal }) => signal)
      return address(sink.encode(signals, clock.wall(), losses), entries, losses)
    } catch (error) {
      // Halves tell which of them is to blame.
      const middle = entries.length / 2
      if (middle >= 1) {
        const first = pack(entries.slice(0, middle), losses)
        return [...first, ...pack(entries.slice(middle), first.length > 0 ? [] : losses)]
      }
      fail(entries, 'encode threw', error)
      return []
    }
  }

  return {
    pack,
    interpret: (answer, { request, entries }) => {
      try {
        const outcome = sink.interpret(answer, clock.wall(), request)
        if (outcomes.includes(outcome?.type) && areLimits(outcome.limits)) return outcome
        throw new TypeError('no outcome')
      } catch (error) {
        fail(entries, 'interpret threw', error)
        return undefined
      }
    },
  }
}
