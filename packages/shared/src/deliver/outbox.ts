import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Ledger } from '../diagnostics/ledger.ts'
import type { Consent } from '../model/consent.ts'
import type { LossReason } from '../model/lossReason.ts'
import type { Signal, SignalKind } from '../model/signal.ts'
import type { FlushResult } from '../model/stats.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { UsableSink } from '../ports/sink.ts'
import type { WireAnswer, WireRequest } from '../ports/wire.ts'
import { type Accepts, createAccepts } from './createAccepts.ts'
import { createErase, type Erase } from './createErase.ts'
import { createGate } from './createGate.ts'
import type { Entry, Prepare, Settlement } from './entry.ts'
import { flushLanes } from './flushLanes.ts'
import { createKeeper } from './keeper.ts'
import { keepHeld } from './keepHeld.ts'
import { createLane, type Lane } from './lane.ts'
import type { LaneSettings } from './laneSettings.ts'
import { createTakeover, type Offer } from './takeover.ts'
import { userIdOf } from './userIdOf.ts'

/** Holds accepted signals until every sink has settled them: one lane a sink, each on its own. */
export interface Outbox {
  /** Whether nothing may be captured at all. */
  isDenied(): boolean
  setConsent(consent: Consent): void
  readonly erase: Erase
  accept(signal: Signal): void
  /** Books a signal that is not to be had, at each sink that would have taken it. */
  refuse(signal: Signal, reason: LossReason): undefined
  /** Takes over what earlier lives left. */
  recover(): Promise<void>
  pending(sink: string, kind: SignalKind): number
  flush(timeout: Milliseconds): Promise<FlushResult>
  /** Sends some batches of each lane at once, for a host that may be about to end. */
  urge(batches: number): void
  /** Settles by answers that came while everything stood still. */
  conclude(answers: ReadonlyMap<WireRequest, WireAnswer>): void
  close(): void
}

interface OutboxParts {
  readonly sinks: readonly UsableSink[]
  readonly runtime: Runtime
  readonly ledger: Ledger
  readonly debug: DebugChannel
  /** Done to each signal before it is encoded: what is too slow for the caller's path. */
  readonly prepare: Prepare
  /** About how many bytes a signal takes. */
  readonly measure: (signal: Signal) => number
  readonly settings: LaneSettings
  /** To begin with. */
  readonly consent: Consent
}

export const createOutbox = (parts: OutboxParts): Outbox => {
  const { sinks, runtime, ledger, debug } = parts
  const names = sinks.map(({ name }) => name)
  const accepts = createAccepts(debug)
  const keeper = createKeeper(runtime.store, ledger, debug)
  const gate = createGate()
  let closed = false
  let { consent } = parts
  const isHeld = (): boolean => consent !== 'granted'
  const isDenied = (): boolean => consent === 'denied'

  const onSettled = (sink: UsableSink, { signal }: Entry, settlement: Settlement): void => {
    // What was given up only because we close is left to the next life, where there is one.
    if (settlement !== 'closed') keeper.settle(signal.id, sink.name)
    gate.knock()
  }
  const lanes = new Map<UsableSink, Lane>(
    sinks.map((sink) => [
      sink,
      createLane(sink, {
        ...parts,
        isHeld,
        knock: gate.knock,
        onSettled: (...settled) => onSettled(sink, ...settled),
      }),
    ]),
  )
  const all = (): readonly Lane[] => [...lanes.values()]
  const takersOf = createTakersOf(sinks, accepts)
  const pending = (): readonly Entry[] => all().flatMap((lane) => lane.pending())

  const offer = createOffer(lanes, { ...parts, isHeld })
  const takeOver = createTakeover({ lanes, ledger, keeper, accepts, offer })
  const { erase, screen } = createErase({ ...runtime, lanes: all, keeper, takeOver })

  const eraseIfDenied = (): void => {
    if (isDenied()) void erase(() => true, 'noConsent')
  }

  /** Recovered signals leave half of the room to new ones, and the rest of them where they lie. */
  const roomFor = (takers: readonly UsableSink[]): Promise<void> => {
    // It may have been denied while what is to have room was on its way.
    eraseIfDenied()
    const isFull = (sink: UsableSink): boolean => (lanes.get(sink)?.fullness() ?? 0) > 0.5
    return gate.pass(() => !closed && (isHeld() || takers.some(isFull)))
  }

  return {
    isDenied,
    setConsent: (next) => {
      consent = next
      eraseIfDenied()
      if (!isHeld()) keepHeld(lanes, keeper)
      for (const lane of all()) lane.resume()
      gate.knock()
    },
    erase,
    accept: (signal) => {
      const takers = takersOf(signal)
      if (takers.length === 0) return
      const owed = takers.length === sinks.length ? names : takers.map(({ name }) => name)
      if (!closed && !isHeld()) keeper.keep([{ signal, owed }])
      offer(signal, takers, 'accepted')
    },
    refuse: (signal, reason) => {
      for (const sink of takersOf(signal)) {
        ledger.book(sink.name, signal.kind, 'accepted')
        lanes.get(sink)?.lose(signal.kind, reason)
      }
      return undefined
    },
    recover: async () => {
      await roomFor([])
      for await (const found of runtime.store.recover()) {
        await roomFor(takeOver(screen(found)))
        if (closed) return
      }
    },
    pending: (name, kind) => countPending(lanes, name, kind),
    flush: async (timeout) => {
      const flushed = isHeld() ? [] : all()
      const settled = await flushLanes({ ...runtime, ledger, lanes: flushed, gate }, timeout)
      return { ...settled, pending: pending().length }
    },
    urge: (batches) => {
      for (const lane of all()) lane.urge(batches)
    },
    conclude: (answers) => {
      for (const lane of all()) lane.conclude(answers)
      keeper.write()
    },
    close: () => {
      closed = true
      for (const lane of all()) lane.close()
      keeper.close()
    },
  }
}

const createTakersOf =
  (sinks: readonly UsableSink[], accepts: Accepts) =>
  (signal: Signal): readonly UsableSink[] => {
    // Most sinks take all, and no list is to be made for each signal.
    for (const sink of sinks) {
      if (!accepts(sink, signal)) return sinks.filter((other) => accepts(other, signal))
    }
    return sinks
  }

type Lanes = ReadonlyMap<UsableSink, Lane>

interface OfferParts extends Pick<OutboxParts, 'ledger' | 'measure'> {
  readonly isHeld: () => boolean
}

const createOffer =
  (lanes: Lanes, { ledger, measure, isHeld }: OfferParts): Offer =>
  (signal, takers, fate) => {
    const wasKept = fate === 'recovered' || !isHeld()
    const entry: Entry = {
      signal,
      userId: userIdOf(signal),
      bytes: measure(signal),
      preparation: undefined,
      wasKept,
      holders: 0,
    }
    for (const sink of takers) {
      ledger.book(sink.name, signal.kind, fate)
      lanes.get(sink)?.offer(entry)
    }
  }

const countPending = (lanes: Lanes, name: string, kind: SignalKind): number =>
  [...lanes]
    .filter(([sink]) => sink.name === name)
    .flatMap(([, lane]) => lane.pending())
    .filter(({ signal }) => signal.kind === kind).length
