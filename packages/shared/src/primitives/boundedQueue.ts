export interface Sized {
  readonly bytes: number
}

export interface QueueLimits {
  readonly maxCount: number
  readonly maxBytes: number
}

/**
 * First in, first out, within a count and a number of bytes. What was taken stays counted, as out
 * on loan, until it is released or put back.
 */
export interface BoundedQueue<Item extends Sized> {
  /** How many wait; those on loan are not among them. */
  readonly size: number
  /** How much of the room is taken, on loan or not: 1 is all of it. */
  readonly fullness: number
  /** Puts an item at the end, and returns those that had to go for it: the oldest first. */
  push(item: Item): readonly Item[]
  /** Lends from the front what stays within the limits and goes together, and one item at least. */
  take(limits?: QueueLimits, goTogether?: (one: Item, other: Item) => boolean): readonly Item[]
  /** Ends a loan for good. False where the item was not on loan. */
  release(item: Item): boolean
  /** Puts those of the items that are still on loan back, in the given order. */
  putBack(items: readonly Item[], where: 'front' | 'end'): void
  /** All items, those on loan first. */
  values(): readonly Item[]
}

/** Taking moves no item, only this far; then what was taken is let go of. */
const longestTrail = 1_000

export const createBoundedQueue = <Item extends Sized>({
  maxCount,
  maxBytes,
}: QueueLimits): BoundedQueue<Item> => {
  const onLoan = new Set<Item>()
  let items: Item[] = []
  let head = 0
  let total = 0

  const size = (): number => items.length - head

  const shift = (): Item | undefined => {
    const item = items[head]
    if (item === undefined) return undefined
    head++
    if (head > longestTrail && head * 2 > items.length) {
      items = items.slice(head)
      head = 0
    }
    return item
  }

  const evict = (): readonly Item[] => {
    const evicted: Item[] = []
    while (size() + onLoan.size > maxCount || total > maxBytes) {
      const oldest = shift()
      if (oldest === undefined) break
      total -= oldest.bytes
      evicted.push(oldest)
    }
    return evicted
  }

  return {
    get size() {
      return size()
    },
    get fullness() {
      return Math.max((size() + onLoan.size) / maxCount, total / maxBytes)
    },
    push: (item) => {
      items.push(item)
      total += item.bytes
      return evict()
    },
    take: (limits = { maxCount: Infinity, maxBytes: Infinity }, goTogether = () => true) => {
      const taken: Item[] = []
      let weight = 0
      for (let next = items[head]; next !== undefined; next = items[head]) {
        const fits = taken.length < limits.maxCount && weight + next.bytes <= limits.maxBytes
        const [first] = taken
        if (first && !(fits && goTogether(first, next))) break
        taken.push(next)
        onLoan.add(next)
        weight += next.bytes
        shift()
      }
      return taken
    },
    release: (item) => {
      const wasOnLoan = onLoan.delete(item)
      if (wasOnLoan) total -= item.bytes
      return wasOnLoan
    },
    putBack: (returned, where) => {
      const back = returned.filter((item) => onLoan.delete(item))
      const rest = items.slice(head)
      items = where === 'front' ? [...back, ...rest] : [...rest, ...back]
      head = 0
    },
    values: () => [...onLoan, ...items.slice(head)],
  }
}
