import { createUsageTable, type UsageTable } from '../aggregate/createUsageTable.ts'
import type { Stop } from '../model/stop.ts'
import { type Milliseconds, milliseconds } from '../model/units.ts'
import type { Capture, Instrument, Oversight } from '../ports/instrument.ts'
import type { Runtime } from '../ports/runtime.ts'
import type { LocalSink, UsableSink, Use } from '../ports/sink.ts'
import type { LeftUsage, UsageJournal, UsagePage, UsageRow } from '../ports/usageJournal.ts'
import { attempt } from '../primitives/attempt.ts'
import { createIds } from '../primitives/createIds.ts'
import { clip } from '../primitives/toJson.ts'
import { createUsageExit, pageIdLength } from './createUsageExit.ts'
import { isQuantity, toUse } from './toUse.ts'
import type { Usage } from './usage.ts'

/** What meters use for one monitor. */
export interface UsageMeter extends Instrument, Usage {}

interface UsageParts extends Pick<Runtime, 'clock' | 'scheduler' | 'random'> {
  /** Zero: only a flush tells of it. */
  readonly interval: Milliseconds
  /** Absent where the host has no place for it: then it is as safe as the process. */
  readonly journal?: UsageJournal | undefined
  /** Those of them that care hear of each use as it is made. */
  readonly sinks: readonly UsableSink[]
}

/** What came together under one id, and where it is kept; nowhere, but in memory, without consent or a disk. */
interface OpenPage {
  readonly id: string
  readonly kept: UsagePage | undefined
  readonly table: UsageTable
  notes: number
}

type NewUse = Omit<UsageRow, 'index'>

/** So that neither memory nor what has to be read after a crash grows with what is metered. */
const mostRows = 10_000
const mostNotes = 500_000
/** Between two looks whether what earlier lives have left may be told now. */
const consentPause = milliseconds(1_000)

/** What is metered becomes signals here: a page at a time, with ids that follow from the page alone. */
export const createUsage = (parts: UsageParts): UsageMeter => {
  const { clock, scheduler, interval, journal } = parts
  const witnesses = parts.sinks.flatMap((sink) => ('foresee' in sink ? [sink] : []))
  const createId = createIds(parts.random)
  const exit = createUsageExit({ scheduler, inside: () => inside })
  let inside: { readonly capture: Capture; readonly interior: Oversight } | undefined
  let page: OpenPage | undefined
  let stopTimer: Stop | undefined

  const open = (kept: UsagePage | undefined): OpenPage => {
    if (interval > 0) stopTimer ??= scheduler.after(interval, turn)
    const id = kept?.id ?? createId().slice(0, pageIdLength)
    page = { id, kept, table: createUsageTable(), notes: 0 }
    return page
  }

  /** What is on the page goes to the outbox; the next use begins another one. */
  const turn = (): void => {
    stopTimer?.()
    stopTimer = undefined
    const full = page
    page = undefined
    if (full) exit.leave({ ...full, facts: full.table.facts() })
  }

  const openFor = ({ mayKeep }: Oversight): OpenPage => {
    if (page?.kept && !mayKeep()) turn()
    return page ?? open(mayKeep() ? journal?.begin() : undefined)
  }

  /** Kept before it is counted; what one page does not take is on the next, or at last in memory only. */
  const count = (use: NewUse, quantity: number, interior: Oversight): void => {
    if (isRepeat(openFor(interior), use)) return
    const isCounted = countOn(openFor(interior), use, quantity)
    if (!isCounted) turn()
    if (!isCounted && !countOn(openFor(interior), use, quantity)) {
      turn()
      interior.say('storeFailed', 'Usage is kept in memory only')
      interior.noteStore('notStored', 1)
      countOn(open(undefined), use, quantity)
    }
    if (page && (page.table.size >= mostRows || page.notes >= mostNotes)) turn()
    for (const sink of witnesses) foretell(sink, { ...use, quantity }, interior)
  }

  const pause = (): Promise<void> =>
    new Promise((resolve) => void scheduler.after(consentPause, resolve))

  const recover = async (from: UsageJournal, interior: Oversight): Promise<void> => {
    for await (const left of from.recover()) {
      // What is not to be told yet stays where it is meanwhile, at last to another life.
      while (inside && !interior.mayKeep()) await pause()
      if (!inside) return
      // One that cannot be read to its end is another life's, too.
      const table = attempt(() => readLeft(left, interior), undefined)
      if (table) exit.leave({ id: left.id, facts: table.facts(), kept: left })
    }
  }

  return {
    name: 'usage',
    start: (capture, told) => {
      const interior: Oversight = told ?? nobody
      inside = { capture, interior }
      const fail = (error: unknown): void =>
        interior.say('recoverFailed', 'Usage is not read', error)
      if (journal) void recover(journal, interior).catch(fail)
      return () => {
        inside = undefined
        journal?.close()
      }
    },
    report: () => {
      turn()
      exit.finish()
    },
    usage: (meter, subject, ...[quantity = 1, options]) => {
      if (!inside) return false
      const { interior } = inside
      const use = toUse({ meter, subject, options }, clock.wall())
      if (!use || !isQuantity(quantity)) {
        const told = typeof meter === 'string' ? clip(meter, 200) : ''
        interior.say('usageRefused', `The meter "${told}" was ${expected}`)
        return false
      }
      // What was on its page goes, too.
      if (interior.isDenied()) {
        turn()
        exit.finish()
      }
      if (!interior.isDenied() && quantity !== 0) count(use, quantity, interior)
      return !interior.isDenied()
    },
  }
}

const readLeft = ({ replay }: LeftUsage, { noteStore }: Oversight): UsageTable => {
  const table = createUsageTable()
  const unreadable = replay((row, quantity) => {
    table.rowOf(row).quantity += quantity
  })
  if (unreadable > 0) noteStore('unreadable', unreadable)
  return table
}

const expected =
  'given what it cannot count: texts of 1 to 256 characters, a number up to 2 ** 53 - 1, and a time, if any.'

/** Who runs it by itself keeps nothing. */
const nobody: Oversight = {
  name: 'usage',
  isDenied: () => false,
  mayKeep: () => false,
  say: () => undefined,
  noteStore: () => undefined,
}

/** It counts by now: whoever took a throw for a refusal would meter it twice. */
const foretell = (sink: LocalSink, use: Use, { say }: Oversight): void => {
  try {
    sink.foresee?.(use)
  } catch (error) {
    say('sinkFailed', `${sink.name}: foresee threw`, error)
  }
}

const isRepeat = ({ table }: OpenPage, use: NewUse): boolean =>
  use.id !== undefined && table.rowOf(use).quantity !== 0

/** False where the page does not take it: it is full, in other hands, or its disk fails. */
const countOn = (page: OpenPage, use: NewUse, quantity: number): boolean => {
  const row = page.table.rowOf(use)
  if (!isQuantity(row.quantity + quantity)) return false
  if (page.kept && !attempt(() => page.kept?.note(row, quantity) ?? true, false)) return false
  row.quantity += quantity
  page.notes++
  return true
}
