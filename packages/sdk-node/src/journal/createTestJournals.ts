import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import {
  type Clock,
  type LeftUsage,
  type Lifecycle,
  monotonicTime,
  type UsageJournal,
  type UsageRow,
  wallTime,
} from '@holdfast/shared'
import { createSystemClock, createTimerScheduler } from '@holdfast/shared/web-runtime'
import type { OwnerState } from '../spool/owner.ts'
import { serviceFolder } from '../spool/serviceFolder.ts'
import type { StoreSettings } from '../spool/storeOptions.ts'
import { createJournal, type JournalParts } from './createJournal.ts'

interface TestJournals {
  open(parts?: Partial<JournalParts>): UsageJournal
  /** What is known of their owners from now on. */
  crash(state?: OwnerState): void
  /** The paths of the pages that lie there. */
  paths(): readonly string[]
}

/** Journals of one folder, whose owners live and die by our word, within one process. */
export const createTestJournals = (
  directory: string,
  options: Partial<StoreSettings> = {},
): TestJournals => {
  const states = new Map<string, OwnerState>([['free', 'free']])
  const { setTimeout, clearTimeout } = globalThis
  const scheduler = createTimerScheduler<NodeJS.Timeout>({ setTimeout, clearTimeout }, (timer) =>
    timer.unref(),
  )
  let lives = 0
  return {
    open: (parts = {}) => {
      const self = `test_${++lives}`
      states.set(self, 'alive')
      const stateOf = (owner: string): OwnerState => states.get(owner) ?? 'unsure'
      return createJournal({
        service: 'test',
        settings: { ...defaults, directory, ...options },
        clock: createSystemClock(globalThis),
        scheduler,
        pause: undefined,
        owners: { self, end: () => undefined, stateOf },
        ...parts,
      })
    },
    crash: (state = 'dead') => {
      for (const owner of states.keys()) if (owner !== 'free') states.set(owner, state)
    },
    paths: () => {
      const folder = serviceFolder(directory, 'test')
      return readdirSync(folder).map((name) => join(folder, name))
    },
  }
}

const defaults: StoreSettings = {
  named: true,
  directory: '',
  maxBytes: 64 * 1_024 * 1_024,
  maxAge: Number.MAX_SAFE_INTEGER,
  fsync: 'never',
}

export const testRow = (index: number, id?: string): UsageRow => ({
  index,
  meter: 'api-requests',
  minute: wallTime(1_700_000_040_000),
  subject: `kunde "${index}" \u001e\ud800 ü`,
  id,
})

export const recoverAll = async (journal: UsageJournal): Promise<readonly LeftUsage[]> => {
  const pages: LeftUsage[] = []
  for await (const page of journal.recover()) pages.push(page)
  return pages
}

interface Replayed {
  readonly uses: readonly (readonly [row: UsageRow, quantity: number])[]
  readonly unreadable: number
}

export const replayOf = (page: LeftUsage | undefined): Replayed => {
  const uses: (readonly [UsageRow, number])[] = []
  const unreadable = page?.replay((row, quantity) => uses.push([row, quantity])) ?? 0
  return { uses, unreadable }
}

/** One whose end comes by our word. */
export const createTestLifecycle = (): { readonly lifecycle: Lifecycle; end(): void } => {
  const listeners = new Set<Parameters<Lifecycle['onEnding']>[0]>()
  return {
    lifecycle: {
      onEnding: (listener) => {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    },
    end: () => {
      for (const listener of listeners) void listener('exit')
    },
  }
}

interface TestClock {
  readonly clock: Clock
  advance(delay: number): void
}

export const createTestClock = (): TestClock => {
  let now = 0
  return {
    clock: { now: () => monotonicTime(now), wall: () => wallTime(1_700_000_000_000 + now) },
    advance: (delay) => {
      now += delay
    },
  }
}
