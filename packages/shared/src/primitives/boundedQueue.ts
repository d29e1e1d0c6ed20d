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

export const createBoundedQueue = <Item extends Sized>({
  maxCount,
  maxBytes,
}: QueueLimits): BoundedQueue<Item> => {
  const onLoan = new Set<Item>()
  const items: Item[] = []
  let total = 0

  return {
    get size() {
      return items.length
    },
    get fullness() {
      return Math.max((items.length + onLoan.size) / maxCount, total / maxBytes)
    },
    push: (item) => {
      items.push(item)
      total += item.bytes
      const gone: Item[] = []
      while (items.length + onLoan.size > maxCount || total > maxBytes) {
        const oldest = items.shift()
        if (!oldest) break
        total -= oldest.bytes
        gone.push(oldest)
      }
      return gone
    },
    take: (limits = { maxCount: Infinity, maxBytes: Infinity }, goTogether = () => true) => {
      const [first] = items
      let count = 0
      let weight = 0
      for (const item of items) {
        weight += item.bytes
        const fits = count < limits.maxCount && weight <= limits.maxBytes
        if (first && item !== first && !(fits && goTogether(first, item))) break
        onLoan.add(item)
        count++
      }
      return items.splice(0, count)
    },
    release: (item) => {
      const wasOnLoan = onLoan.delete(item)
      if (wasOnLoan) total -= item.bytes
      return wasOnLoan
    },
    putBack: (returned, where) => {
      const back = returned.filter((item) => onLoan.delete(item))
      if (where === 'front') items.unshift(...back)
      else items.push(...back)
    },
    values: () => [...onLoan, ...items],
  }
}
