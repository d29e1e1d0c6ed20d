import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Ledger } from '../diagnostics/ledger.ts'
import type { Consent } from '../model/consent.ts'
import type { LossReason } from '../model/lossReason.ts'
import type { Signal, SignalKind } from '../model/signal.ts'
import type { FlushResult } from '../model/stats.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Recovered, StoredSignal } from '../ports/outboxStore.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { UsableSink } from '../ports/sink.ts'
import type { WireAnswer, WireRequest } from '../ports/wire.ts'
import { attempt } from '../primitives/attempt.ts'
import { createErase, type Erase } from './createErase.ts'
import { createGate } from './createGate.ts'
import type { Park } from './createParking.ts'
import type { Entry, Locate, Prepare } from './entry.ts'
import { flushLanes } from './flushLanes.ts'
import { isHalfFull } from './isHalfFull.ts'
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
  /** Whether a store may be given what is captured now. */
  mayKeep(): boolean
  setConsent(consent: Consent): void
  readonly erase: Erase
  accept(signal: Signal): void
  /** As `accept`, of some that came together: they are stored in one go. */
  acceptAll(signals: readonly Signal[]): void
  /** Books a signal that is not to be had, at each sink that would have taken it. */
  refuse(signal: Signal, reason: LossReason): void
  /** Takes over what earlier lives left. */
  recover(): Promise<void>
  pending(sink: string, kind: SignalKind): number
  /** How full the emptiest of the lanes is that would take it; `undefined` where none would. */
  fullness(signal: Signal): number | undefined
  /** @param wait - by which the timeout is taken. By default the host is held for it. */
  flush(timeout: Milliseconds, wait?: Scheduler['hold']): Promise<FlushResult>
  /** Sends some batches of each lane at once, for a host that may be about to end. */
  urge(batches: number): void
  /** Settles by answers that came while everything stood still. */
  conclude(answers: ReadonlyMap<WireRequest, WireAnswer>): void
  close(): void
}

/** A signal, and who takes it. */
interface Wanted {
  readonly signal: Signal
  readonly takers: readonly Lane[]
}

interface OutboxParts {
  readonly sinks: readonly UsableSink[]
  readonly runtime: Runtime
  readonly ledger: Ledger
  readonly debug: DebugChannel
  /** Done to each signal before it is encoded: what is too slow for the caller's path. */
  readonly prepare: Prepare
  /** As `prepare`, of what this life captures: an earlier one had files of its own. */
  readonly locate?: Locate | undefined
  /** About how many bytes a signal takes. */
  readonly measure: (signal: Signal) => number
  readonly settings: LaneSettings
  /** To begin with. */
  readonly consent: Consent
  /** Only where the store has room for what lanes have none for. */
  readonly park?: Park | undefined
}

export const createOutbox = (parts: OutboxParts): Outbox => {
  const { sinks, runtime, ledger, debug } = parts
  const keeper = createKeeper(runtime.store, ledger, debug)
  const gate = createGate()
  let closed = false
  let { consent } = parts
  const isHeld = (): boolean => consent !== 'granted'
  const isDenied = (): boolean => consent === 'denied'
  const mayKeep = (): boolean => !closed && !isHeld()

  const laneParts = { ...parts, keeper, isHeld, knock: gate.knock }
  const lanes = sinks.map((sink) => createLane(sink, laneParts))

  const takersOf = takersAmong(lanes)
  const toStored = toStoredOf(lanes)
  const offer: Offer = (signal, takers, fate) => {
    const isOld = fate === 'recovered'
    const state = { wasKept: isOld || !isHeld(), located: isOld || !parts.locate }
    const entry = toEntry(signal, parts.measure(signal), state)
    for (const lane of takers) lane.offer(entry, fate)
  }
  const takeOver = createTakeover({ lanes, ledger, keeper, offer })
  const { erase, screen } = createErase({ ...runtime, lanes, keeper, takeOver })

  const eraseIfDenied = (): void => {
    if (isDenied()) void erase(() => true, 'noConsent')
  }

  const acceptAll = (signals: readonly Signal[]): void => {
    const wanted = signals
      .map((signal) => ({ signal, takers: takersOf(signal) }))
      .filter(({ takers }) => takers.length > 0)
    if (wanted.length > 0 && mayKeep()) keeper.keep(wanted.map(toStored))
    for (const { signal, takers } of wanted) offer(signal, takers, 'accepted')
  }

  /** Recovered signals leave half of the room to new ones, and the rest of them where they lie. */
  const roomFor = (takers: readonly Lane[]): Promise<void> => {
    // It may have been denied while what is to have room was on its way.
    eraseIfDenied()
    return gate.pass(() => !closed && (isHeld() || takers.some(isHalfFull)))
  }

  return {
    isDenied,
    mayKeep,
    setConsent: (next) => {
      consent = next
      eraseIfDenied()
      if (!isHeld()) keepHeld(lanes, keeper)
      for (const lane of lanes) lane.resume()
      gate.knock()
    },
    erase,
    acceptAll,
    // Spelled out: most come alone, each on the path of its caller.
    accept: (signal) => {
      const takers = takersOf(signal)
      if (takers.length === 0) return
      const roomy = mayKeep() && parts.park?.(signal, takers)
      if (!roomy && mayKeep()) keeper.keep([toStored({ signal, takers })])
      offer(signal, roomy || takers, 'accepted')
    },
    refuse: (signal, reason) => {
      for (const lane of takersOf(signal)) lane.lose(signal.kind, 'accepted', reason)
    },
    recover: async () => {
      await roomFor([])
      for await (const found of runtime.store.recover(hasRoomAmong(lanes))) {
        const takers = attempt(() => takeOver(screen(found)), undefined)
        // One that nobody can read keeps nobody from the others.
        if (!takers) ledger.noteStore('unreadable', 1)
        await roomFor(wasParked(found) ? [] : (takers ?? []))
        if (closed) return
      }
    },
    pending: (name, kind) =>
      pendingOf(lanes.filter((lane) => lane.name === name)).filter(isOfKind(kind)).length,
    fullness: (signal) => emptiest(takersOf(signal)),
    flush: async (timeout, wait = runtime.scheduler.hold) => {
      const flushed = { ledger, lanes: isHeld() ? [] : lanes, gate, wait }
      const settled = await flushLanes(flushed, timeout)
      return { ...settled, pending: pendingOf(lanes).length }
    },
    urge: (batches) => {
      for (const lane of lanes) lane.urge(batches)
    },
    conclude: (answers) => {
      for (const lane of lanes) lane.conclude(answers)
      keeper.write()
    },
    close: () => {
      closed = true
      for (const lane of lanes) lane.close()
      keeper.close()
    },
  }
}

/** It was given only to those who have room, and keeps nobody else waiting. */
const wasParked = (found: Recovered): boolean => found.type === 'held' && found.wasParked === true

const emptiest = (lanes: readonly Lane[]): number | undefined =>
  lanes.length > 0 ? Math.min(...lanes.map((lane) => lane.fullness())) : undefined

const hasRoomAmong =
  (lanes: readonly Lane[]) =>
  (name: string): boolean =>
    lanes.every((lane) => lane.name !== name || !isHalfFull(lane))

const isOfKind =
  (kind: SignalKind) =>
  ({ signal }: Entry): boolean =>
    signal.kind === kind

const pendingOf = (lanes: readonly Lane[]): readonly Entry[] =>
  lanes.flatMap((lane) => lane.pending())

const namesOf = (lanes: readonly Lane[]): readonly string[] => lanes.map(({ name }) => name)

/** Most sinks take all, and no list is to be made for each signal. */
const takersAmong =
  (lanes: readonly Lane[]) =>
  (signal: Signal): readonly Lane[] => {
    const accepts = (lane: Lane): boolean => lane.accepts(signal)
    return lanes.every(accepts) ? lanes : lanes.filter(accepts)
  }

/** All of them are named so often that they are named once. */
const toStoredOf = (lanes: readonly Lane[]): ((wanted: Wanted) => StoredSignal) => {
  const names = namesOf(lanes)
  return ({ signal, takers }) => ({ signal, owed: takers === lanes ? names : namesOf(takers) })
}

const toEntry = (
  signal: Signal,
  bytes: number,
  { wasKept, located }: Pick<Entry, 'wasKept' | 'located'>,
): Entry => ({
  signal,
  userId: userIdOf(signal),
  bytes,
  preparation: undefined,
  located,
  wasKept,
  holders: 0,
})
