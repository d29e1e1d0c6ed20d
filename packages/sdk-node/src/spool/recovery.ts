import { existsSync } from 'node:fs'
import {
  attempt,
  type Clock,
  classOf,
  type Milliseconds,
  milliseconds,
  type Recovered,
  type Scheduler,
  type StoredSignal,
} from '@holdfast/shared'
import { chooseExcess, readStored } from './excess.ts'
import { lookForOrphans, type Sighting, takeOrphan } from './orphans.ts'
import type { Owners } from './owner.ts'
import { isDone, type Unseen } from './segment.ts'
import { noteDone, type Segments } from './segments.ts'
import type { StoreSettings } from './storeOptions.ts'
import { readTaken, type TakenSegment } from './takenSegment.ts'
import { createWatch } from './watch.ts'

/** Takes over what earlier lives, and siblings that died, have left. */
export interface Recovery {
  recover(): AsyncGenerator<Recovered, void>
  stop(): void
}

interface RecoveryParts {
  readonly path: string
  readonly owners: Owners
  readonly segments: Segments
  readonly settings: StoreSettings
  readonly clock: Clock
  readonly scheduler: Scheduler
  /** Makes the folder where it is missing, and refuses one that is not ours. */
  readonly prepare: () => void
  /** How long it waits between two looks at the folder; without it, it looks once. */
  readonly pause: Milliseconds | undefined
  /** Something is to be written soon. */
  readonly onChange: () => void
}

/** What is only skipped must not hold up the process. */
const turnLength = 50
const atOnce: Milliseconds = milliseconds(0)
const nothing: Sighting = { orphans: [], bytes: 0 }

export const createRecovery = (parts: RecoveryParts): Recovery => {
  const { path, owners, segments, settings, clock, scheduler, onChange } = parts
  const { shelf } = segments
  const watch = createWatch(clock)
  /** Taken, and not handed over to the end. */
  const taken: TakenSegment[] = []
  let stopped = false
  let wake: (() => void) | undefined

  const wait = (delay: Milliseconds): Promise<void> =>
    new Promise((resolve) => {
      const stop = scheduler.after(delay, resolve)
      wake = () => {
        stop()
        resolve()
      }
    })

  const take = (name: string): TakenSegment | undefined => {
    const own = takeOrphan(path, name, owners.self)
    if (own === undefined) return undefined
    const found = readTaken(path, own)
    shelf.sealed.add(found.segment)
    taken.push(found)
    return found
  }

  const give = (found: TakenSegment, place: Unseen): Recovered | undefined => {
    const stored = readStored(found, place)
    if (!stored) return { type: 'unreadable', records: 1 }
    const { signal, owed } = stored
    if (owed.length === 0 || shelf.held.has(signal.id)) return undefined
    if (clock.wall() - signal.time > settings.maxAge) return lose(found, stored, 'expired')
    const { segment } = found
    shelf.hold({ id: signal.id, class: classOf(signal), segment, ...place, owed })
    return { type: 'held', signal, owed }
  }

  /** Noted as settled, so that no later life counts the loss again. */
  const lose = (
    { segment }: TakenSegment,
    { signal, owed }: StoredSignal,
    reason: 'expired' | 'storeFull',
  ): Recovered => {
    for (const sink of owed) noteDone(segment, sink, signal.id)
    onChange()
    return { type: 'lost', reason, signal, owed }
  }

  const look = (): Sighting => {
    if (!existsSync(path)) return nothing
    parts.prepare()
    return lookForOrphans(path, owners, watch)
  }

  async function* handOver(): AsyncGenerator<Recovered, void> {
    let skipped = 0
    for (let found = taken[0]; found && !stopped; found = taken[0]) {
      const place = found.segment.unseen.pop()
      if (!place) {
        taken.shift()
        if (isDone(found.segment)) onChange()
        continue
      }
      const given = give(found, place)
      if (given) yield given
      else if (++skipped % turnLength === 0) await wait(atOnce)
    }
  }

  function* giveUp(bytes: number): Generator<Recovered, void> {
    const excess = shelf.bytes() + bytes - settings.maxBytes
    for (const { taken: found, place, stored } of chooseExcess(taken, excess)) {
      found.segment.unseen.splice(found.segment.unseen.indexOf(place), 1)
      if (stored.owed.length > 0 && !shelf.held.has(stored.signal.id)) {
        yield lose(found, stored, 'storeFull')
      }
    }
  }

  async function* lookOnce(): AsyncGenerator<Recovered, void> {
    yield* handOver()
    const { orphans, bytes } = attempt(look, nothing)
    segments.noteOthers(bytes)
    const isOverfull = shelf.bytes() + bytes > settings.maxBytes
    let rest = bytes
    for (const name of orphans) {
      if (stopped) return
      // One that cannot be read must not keep us from the others.
      const found = attempt(() => take(name), undefined)
      rest -= found?.segment.size ?? 0
      segments.noteOthers(Math.max(0, rest))
      if (found && found.unreadable > 0) yield { type: 'unreadable', records: found.unreadable }
      if (!isOverfull) yield* handOver()
    }
    if (isOverfull) yield* giveUp(Math.max(0, rest))
    yield* handOver()
  }

  return {
    recover: async function* recover() {
      await wait(atOnce)
      while (!stopped) {
        yield* lookOnce()
        if (parts.pause === undefined) return
        await wait(parts.pause)
      }
    },
    stop: () => {
      stopped = true
      attempt(() => wake?.(), undefined)
    },
  }
}
