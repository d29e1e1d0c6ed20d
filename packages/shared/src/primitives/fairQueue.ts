export interface Sized {
  readonly bytes: number
}

export interface QueueLimits {
  readonly maxCount: number
  readonly maxBytes: number
}

/** What the queue has to know of its items. */
export interface QueueRules<Item> {
  kindOf(item: Item): string
  /** Of two, the lower one has to go first. The same for all items of a kind. */
  rankOf(item: Item): number
}

/**
 * Holds items within a count and a number of bytes: first in, first out among those of a kind, and
 * the kinds in turn, so that a flood of one does not keep the others waiting. What was taken stays
 * counted, as out on loan, until it is released or put back.
 */
export interface FairQueue<Item extends Sized> {
  /** How many wait; those on loan are not among them. */
  readonly size: number
  /** How much of the room is taken, on loan or not: 1 is all of it. */
  readonly fullness: number
  /** Whether `take` would find any. */
  has(isOpen: (kind: string) => boolean): boolean
  /**
   * Puts an item at the end, and returns those that had to go for it: of the lowest rank, of the kind
   * that has most, the oldest.
   */
  push(item: Item): readonly Item[]
  /** Lends what stays within the limits, and one item at least, of the kinds that are open. */
  take(limits?: QueueLimits, isOpen?: (kind: string) => boolean): readonly Item[]
  /** Ends a loan for good. False where the item was not on loan. */
  release(item: Item): boolean
  /** Puts those of the items that are still on loan back, each before the others of its kind. */
  putBack(items: readonly Item[]): void
  /** As `putBack`, for items that are to be taken together again, and not before the others. */
  putAside(items: readonly Item[]): void
  /** All items, those on loan first. */
  values(): readonly Item[]
}

interface Row<Item> {
  readonly rank: number
  readonly items: Item[]
}

/** What was put aside waits for so many others at the most. */
const mostPassed = 10

export const createFairQueue = <Item extends Sized>(
  { maxCount, maxBytes }: QueueLimits,
  { kindOf, rankOf }: QueueRules<Item>,
): FairQueue<Item> => {
  const onLoan = new Set<Item>()
  const rows = new Map<string, Row<Item>>()
  const aside: Item[][] = []
  let count = 0
  let bytes = 0
  let turn = 0
  let passed = 0

  const rowOf = (item: Item): Row<Item> => {
    const kind = kindOf(item)
    const row = rows.get(kind) ?? { rank: rankOf(item), items: [] }
    rows.set(kind, row)
    return row
  }

  const openRows = (isOpen: (kind: string) => boolean): readonly Row<Item>[] =>
    [...rows].filter(([kind, row]) => row.items.length > 0 && isOpen(kind)).map(([, row]) => row)

  const indexOfAside = (isOpen: (kind: string) => boolean): number =>
    aside.findIndex((batch) => batch.every((item) => isOpen(kindOf(item))))

  const takeAside = (isOpen: (kind: string) => boolean): readonly Item[] => {
    const index = indexOfAside(isOpen)
    return index < 0 ? [] : (aside.splice(index, 1)[0] ?? [])
  }

  const takeInTurn = (open: readonly Row<Item>[], limits: QueueLimits): readonly Item[] => {
    const taken: Item[] = []
    let weight = 0
    for (let idle = 0; idle < open.length; turn++) {
      const { items } = open[turn % open.length] ?? { items: [] }
      const [next] = items
      weight += next?.bytes ?? 0
      const fits = taken.length < limits.maxCount && weight <= limits.maxBytes
      if (next && taken.length > 0 && !fits) break
      idle = next ? 0 : idle + 1
      if (next) taken.push(next)
      items.shift()
    }
    return taken
  }

  /** The oldest of what matters least; what was put aside is older than what waits. */
  const evict = (): Item | undefined => {
    const waiting = [...rows.values()].filter(({ items }) => items.length > 0)
    const ranks = [...aside.flat().map(rankOf), ...waiting.map(({ rank }) => rank)]
    const lowest = Math.min(...ranks)
    for (const batch of aside) {
      const index = batch.findIndex((item) => rankOf(item) === lowest)
      const [evicted] = index < 0 ? [] : batch.splice(index, 1)
      if (batch.length === 0) aside.splice(aside.indexOf(batch), 1)
      if (evicted) return evicted
    }
    return longest(waiting.filter(({ rank }) => rank === lowest))?.items.shift()
  }

  return {
    get size() {
      return count - onLoan.size
    },
    get fullness() {
      return Math.max(count / maxCount, bytes / maxBytes)
    },
    has: (isOpen) => openRows(isOpen).length > 0 || indexOfAside(isOpen) >= 0,
    push: (item) => {
      rowOf(item).items.push(item)
      count++
      bytes += item.bytes
      const gone: Item[] = []
      while (count > maxCount || bytes > maxBytes) {
        const evicted = evict()
        if (!evicted) break
        count--
        bytes -= evicted.bytes
        gone.push(evicted)
      }
      return gone
    },
    take: (limits = { maxCount: Infinity, maxBytes: Infinity }, isOpen = () => true) => {
      const open = openRows(isOpen)
      const old = open.length === 0 || passed >= mostPassed ? takeAside(isOpen) : []
      passed = old.length > 0 ? 0 : passed + 1
      const taken = old.length > 0 ? old : takeInTurn(open, limits)
      for (const item of taken) onLoan.add(item)
      return taken
    },
    release: (item) => {
      const wasOnLoan = onLoan.delete(item)
      if (wasOnLoan) {
        count--
        bytes -= item.bytes
      }
      return wasOnLoan
    },
    putBack: (returned) => {
      const back = returned.filter((item) => onLoan.delete(item))
      for (const item of back.reverse()) rowOf(item).items.unshift(item)
    },
    putAside: (returned) => {
      const back = returned.filter((item) => onLoan.delete(item))
      if (back.length > 0) aside.push(back)
    },
    values: () => [...onLoan, ...aside.flat(), ...[...rows.values()].flatMap(({ items }) => items)],
  }
}

const longest = <Item>(rows: readonly Row<Item>[]): Row<Item> | undefined =>
  rows.reduce<Row<Item> | undefined>(
    (most, row) => (most && most.items.length >= row.items.length ? most : row),
    undefined,
  )
