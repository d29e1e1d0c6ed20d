import {
  attempt,
  type Clock,
  classOf,
  type Lifecycle,
  type Milliseconds,
  milliseconds,
  type OutboxStore,
  type Scheduler,
  type Stop,
  type StoredSignal,
} from '@holdfast/shared'
import { NotKept } from './notKept.ts'
import { onExit } from './onExit.ts'
import { createOwners, type Owners } from './owner.ts'
import { park } from './park.ts'
import { createRecovery, type Recovery } from './recovery.ts'
import { createSegments, type Segments } from './segments.ts'
import { prepareFolder, serviceFolder } from './serviceFolder.ts'
import type { Shelf } from './shelf.ts'
import { createSigns } from './signs.ts'
import type { StoreSettings } from './storeOptions.ts'
import { createTrouble, toTold } from './trouble.ts'
import { createWaitingGroup } from './waitingGroup.ts'

export interface SpoolParts {
  readonly service: string
  readonly settings: StoreSettings
  readonly clock: Clock
  /** Its timers must not keep the process alive. */
  readonly scheduler: Scheduler
  /** Without it, what waits to be written goes with the process. */
  readonly lifecycle?: Lifecycle
  /** Between two looks for what siblings have left; `undefined`: one look only. Default: 30 seconds. */
  readonly pause?: Milliseconds | undefined
  /** Default: by the processes of this machine. */
  readonly owners?: Owners
}

/** What is opened with the first use, for it would be felt in the start of every process. */
interface Opened {
  readonly owners: Owners
  readonly segments: Segments
  readonly recovery: Recovery
}

const groupPause = milliseconds(100)
const mostWaiting = 200

const isUrgent = ({ signal }: StoredSignal): boolean => classOf(signal) === 'critical'

/** A store on disk: appended to as signals come, and left to whoever comes after. */
export const createSpool = (parts: SpoolParts): Required<OutboxStore> => {
  const { settings, clock, scheduler, lifecycle } = parts
  const trouble = createTrouble(clock, settings.directory)
  const settling = createTrouble(clock, settings.directory)
  const group = createWaitingGroup()
  const signs = createSigns(scheduler, () => pathsOf(opened?.segments.shelf))
  let opened: Opened | undefined
  let closed = false
  let stopCommit: Stop | undefined
  let stopRetry: Stop | undefined
  let stopEnding: Stop | undefined

  const open = (): Opened => {
    if (opened) return opened
    opened = openAll(parts, commitSoon)
    stopEnding = onExit(lifecycle, leave, commit)
    return opened
  }

  const commitSoon = (): void => {
    if (!closed) stopCommit ??= scheduler.after(groupPause, commit)
  }

  const commit = (): void => {
    stopCommit?.()
    stopCommit = undefined
    attempt(() => settling.attend(() => opened?.segments.commit()), undefined)
    group.write((signals) => attend(({ write }) => write(signals)))
    signs.give()
    stopRetry?.()
    stopRetry = settling.rest === undefined ? undefined : scheduler.after(settling.rest, commit)
  }

  const attend = (work: (segments: Segments) => void): void => {
    trouble.check()
    trouble.attend(() => work(open().segments))
  }

  const attendAtOnce = (work: (segments: Segments) => void): void => {
    attend(work)
    if (group.size > 0) commit()
    signs.give()
  }

  const leave = (): void => {
    commit()
    opened?.segments.release()
  }

  return {
    append: (signals) => {
      if (closed) throw new NotKept('The store is closed.')
      if (signals.length === 0) return undefined
      trouble.check()
      if (!signals.some(isUrgent)) {
        for (const { signal } of signals) opened?.segments.supersede(signal.id)
        const kept = group.add(signals)
        if (group.size >= mostWaiting) commit()
        else commitSoon()
        return kept
      }
      return attendAtOnce(({ write }) => write(signals))
    },
    settle: (ids, sink) => {
      for (const id of ids) if (!group.settle(id, sink)) opened?.segments.settle(id, sink)
      if (!opened || closed) return undefined
      opened.recovery.wake()
      commitSoon()
      return group.add([])
    },
    park: (stored, sinks) => {
      if (closed) throw new NotKept('The store is closed.')
      attendAtOnce((segments) => park(segments, stored, sinks))
      opened?.recovery.wake()
    },
    recover: async function* recover(hasRoom = () => true) {
      await untilStarted(scheduler)
      if (!closed) yield* open().recovery.recover(hasRoom)
    },
    erase: (isGone, onFailed) => {
      if (closed) return []
      const fail = tellingOf(settings.directory, onFailed)
      group.erase(isGone)
      open().recovery.takeAll(fail)
      const found = open().segments.erase(isGone, fail)
      commit()
      return found
    },
    close: () => {
      if (closed) return
      closed = true
      opened?.recovery.stop()
      leave()
      opened?.owners.end()
      stopRetry?.()
      signs.stop()
      stopEnding?.()
    },
  }
}

/** Opening would be felt in the start of the process. */
const untilStarted = (scheduler: Scheduler): Promise<void> =>
  new Promise((resolve) => void scheduler.after(milliseconds(0), resolve))

const openAll = (parts: SpoolParts, onChange: () => void): Opened => {
  const { service, settings } = parts
  const pause = 'pause' in parts ? parts.pause : milliseconds(30_000)
  const owners = parts.owners ?? createOwners()
  const path = serviceFolder(settings.directory, service)
  const prepare = (): void => prepareFolder(path, settings)
  const segments = createSegments({ ...parts, path, prepare, owner: owners.self })
  const shared = { ...parts, path, prepare, owners, segments, pause, onChange }
  return { owners, segments, recovery: createRecovery(shared) }
}

const pathsOf = (shelf: Shelf | undefined): readonly string[] =>
  shelf?.all().map(shelf.pathOf) ?? []

const tellingOf =
  (place: string, onFailed: (error: unknown) => void) =>
  (error: unknown): void =>
    onFailed(toTold(`Not all signals in ${place} can be erased`, error))
