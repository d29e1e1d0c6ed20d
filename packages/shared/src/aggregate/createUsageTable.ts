import type { UsageDelta, UsageFacts } from '../model/usage.ts'
import type { UsageRow } from '../ports/usageJournal.ts'
import { getOrMake } from '../primitives/getOrMake.ts'

/** What one subject has used of a meter in one minute, or one use that has a name. */
export interface CountedRow extends UsageRow {
  quantity: number
}

/** Puts uses together, so that those of one subject are one number, however many there were. */
export interface UsageTable {
  readonly size: number
  /** The same for the same; a new one, of nothing, where there is none. */
  rowOf(use: Omit<UsageRow, 'index'>): CountedRow
  /** All of it: the same lists for the same rows, for their ids are made from their places. */
  facts(): readonly UsageFacts[]
}

type Subjects = Map<string, CountedRow>
type Meters = Map<string, Subjects>

/** What lies on a disk has its ids by this number: never change it. */
const deltasPerSignal = 100

export const createUsageTable = (): UsageTable => {
  const rows: CountedRow[] = []
  const minutes = new Map<number, Meters>()
  const named: Subjects = new Map()
  let last = { minute: NaN, meters: newMap<Subjects>() }

  const begin = ({ meter, minute, subject, id }: Omit<UsageRow, 'index'>): CountedRow => {
    const row = { index: rows.length, meter, minute, subject, id, quantity: 0 }
    rows.push(row)
    return row
  }

  /** Nearly all uses are of the minute that the one before was of. */
  const metersOf = (minute: number): Meters => {
    if (last.minute !== minute)
      last = { minute, meters: getOrMake(minutes, minute, newMap<Subjects>) }
    return last.meters
  }

  return {
    get size() {
      return rows.length
    },
    rowOf: (use) => {
      const { meter, minute, subject, id } = use
      if (id !== undefined) return getOrMake(named, nameOf(meter, subject, id), () => begin(use))
      const subjects = getOrMake(metersOf(minute), meter, newMap<CountedRow>)
      return subjects.get(subject) ?? getOrMake(subjects, subject, () => begin(use))
    },
    facts: () => toFacts(rows),
  }
}

const newMap = <Value>(): Map<string, Value> => new Map()

/** Lengths tell where one text ends and the next begins. */
const nameOf = (meter: string, subject: string, id: string): string =>
  `${meter.length} ${subject.length} ${meter}${subject}${id}`

const toFacts = (rows: readonly CountedRow[]): readonly UsageFacts[] => {
  const all: UsageFacts[] = []
  const open = new Map<string, UsageDelta[]>()
  for (const { meter, minute, subject, quantity, id } of rows) {
    if (quantity === 0) continue
    const key = `${minute} ${meter}`
    let deltas = open.get(key)
    if (!deltas || deltas.length === deltasPerSignal) {
      deltas = []
      open.set(key, deltas)
      all.push({ meter, minute, deltas })
    }
    deltas.push({ subject, quantity, ...(id !== undefined && { id }) })
  }
  return all
}
