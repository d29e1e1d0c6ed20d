import { existsSync } from 'node:fs'
import {
  attempt,
  type Clock,
  type Milliseconds,
  type Recovered,
  type Scheduler,
} from '@holdfast/shared'
import { createBreath } from './breath.ts'
import { takeExcess } from './excess.ts'
import { createHandover } from './handover.ts'
import { lookForOrphans, type Sighting, takeOrphan } from './orphans.ts'
import type { Owners } from './owner.ts'
import type { HasRoom } from './parked.ts'
import { createParkedGiving } from './parkedGiving.ts'
import { roomBeside } from './room.ts'
import { isDone, type Segment, type Unseen } from './segment.ts'
import type { Segments } from './segments.ts'
import type { Shelf } from './shelf.ts'
import { createSleep } from './sleep.ts'
import type { StoreSettings } from './storeOptions.ts'
import { bytesOf, readTaken, type TakenSegment } from './takenSegment.ts'
import { attemptOrTell } from './trouble.ts'
import { createWatch } from './watch.ts'

/** Takes over what earlier lives, and siblings that died, have left. */
export interface Recovery {
  recover(hasRoom: HasRoom): AsyncGenerator<Recovered, void>
  /** Takes at once what is there to be taken; it is handed over later. */
  takeAll(onFailed: (error: unknown) => void): void
  /** Something was parked, or there may be room for it: it need not wait for the next look. */
  wake(): void
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

const smallSegment = 64 * 1_024
const nothing: Sighting = { orphans: [], bytes: 0 }

export const createRecovery = (parts: RecoveryParts): Recovery => {
  const { path, owners, segments, settings, clock, scheduler, onChange } = parts
  const { shelf } = segments
  const { give, lose } = createHandover(parts)
  const watch = createWatch(clock)
  /** Taken, and not handed over to the end. */
  const taken: TakenSegment[] = []
  let stopped = false
  const { wait, wake } = createSleep(scheduler)
  const breathe = createBreath(clock, wait)
  const isStopped = (): boolean => stopped

  const take = (name: string): TakenSegment | undefined => {
    const own = takeOrphan(path, name, owners.self)
    if (own === undefined) return undefined
    const found = readTaken(path, own)
    shelf.sealed.add(found.segment)
    taken.push(found)
    onChange()
    return found
  }

  const look = (): Sighting => {
    if (!existsSync(path)) return nothing
    parts.prepare()
    return lookForOrphans(path, 'seg', { owners, watch })
  }

  async function* handOver(): AsyncGenerator<Recovered, void> {
    for (let found = taken[0]; found && !stopped; found = taken[0]) {
      const records = found.unreadable
      found.unreadable = 0
      if (records > 0) yield { type: 'unreadable', records }
      const place = nextOf(found, shelf)
      if (!place) {
        taken.shift()
        if (isDone(found.segment)) onChange()
        else attempt(() => compactIfSpare(found.segment, shelf), undefined)
        await breathe()
        continue
      }
      const given = give(found, place)
      if (given) yield given
      await breathe()
    }
  }

  function* giveUp(others: number): Generator<Recovered, void> {
    const excess = takeExcess(taken, shelf, roomBeside(others, settings.maxBytes))
    for (const { taken: found, stored } of excess) yield lose(found, stored, 'storeFull')
  }

  async function* lookOnce(): AsyncGenerator<Recovered, void> {
    const displaced = segments.takeDisplaced()
    if (displaced > 0) yield { type: 'displaced', signals: displaced }
    yield* handOver()
    const { orphans, bytes } = attempt(look, nothing)
    segments.noteOthers(bytes)
    const isOverfull = shelf.bytes() + bytes > settings.maxBytes
    let rest = bytes
    for (const name of orphans) {
      if (stopped) return
      // One that cannot be read must not keep us from the others.
      const found = attempt(() => take(name), undefined)
      rest = Math.max(0, rest - (found?.fileBytes ?? 0))
      segments.noteOthers(rest)
      if (!isOverfull) yield* handOver()
      await breathe()
    }
    if (isOverfull) yield* giveUp(rest)
    yield* handOver()
  }

  return {
    recover: async function* recover(hasRoom) {
      const parked = createParkedGiving({ shelf, clock, wait, breathe, isStopped, hasRoom })
      while (!stopped) {
        yield* lookOnce()
        yield* parked.give()
        if (parts.pause === undefined) return
        yield* parked.giveFor(parts.pause)
      }
    },
    takeAll: (onFailed) => {
      const { orphans } = attemptOrTell(look, onFailed) ?? nothing
      // What is going to be erased must not stay in memory, nor all that a disk holds.
      for (const found of taken) found.bytes = undefined
      for (const name of orphans) {
        const found = attemptOrTell(() => take(name), onFailed)
        if (found) found.bytes = undefined
      }
      segments.noteOthers(attempt(look, nothing).bytes)
    },
    wake: () => void attempt(wake, undefined),
    stop: () => {
      stopped = true
      attempt(wake, undefined)
    },
  }
}

/** What cannot be read just then is left where it lies, to another life. */
const nextOf = (found: TakenSegment, shelf: Shelf): Unseen | undefined => {
  const { unseen } = found.segment
  return unseen.length > 0 && bytesOf(found, shelf) ? unseen.pop() : undefined
}

/** Each life that was short leaves a small segment: what is owed of many is kept in few. */
const compactIfSpare = (segment: Segment, shelf: Shelf): void => {
  const isSpare = segment.size < smallSegment || segment.owedBytes < segment.size / 2
  if (isSpare && segment.unseen.length === 0) shelf.compact(segment)
}
