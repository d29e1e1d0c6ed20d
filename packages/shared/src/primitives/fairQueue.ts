import { createAside } from './aside.ts'
import { createTurns, type IsOpen, type QueueLimits, type Sized, type TurnRules } from './turns.ts'

/**
 * Holds items within a count and a number of bytes: first in, first out among those of a kind, and
 * the kinds in turn. What was taken stays counted, as out on loan, until it is released or put back.
 */
export interface FairQueue<Item extends Sized> {
  /** How many wait; those on loan are not among them. */
  readonly size: number
  /** How much of the room is taken, on loan or not: 1 is all of it. */
  readonly fullness: number
  /** Whether `take` would find any. */
  has(isOpen: IsOpen): boolean
  /**
   * Puts an item at the end, and returns those that had to go for it: of the lowest rank, of the kind
   * that has most, the oldest.
   */
  push(item: Item): readonly Item[]
  /** Lends what stays within the limits, and one item at least, of the kinds that are open. */
  take(limits?: QueueLimits, isOpen?: IsOpen): readonly Item[]
  /** Ends a loan for good. False where the item was not on loan. */
  release(item: Item): boolean
  /** Puts those of the items that are still on loan back, each before the others of its kind. */
  putBack(items: readonly Item[]): void
  /**
   * As `putBack`, for items that are to be taken together again, as far as their kinds are open, and
   * not before the others.
   */
  putAside(items: readonly Item[]): void
  /** All items, those on loan first. */
  values(): readonly Item[]
}

/** What was put aside waits for so many others at the most. */
const mostPassed = 10
const unlimited: QueueLimits = { maxCount: Infinity, maxBytes: Infinity }

export const createFairQueue = <Item extends Sized>(
  { maxCount, maxBytes }: QueueLimits,
  rules: TurnRules<Item>,
): FairQueue<Item> => {
  const { rankOf } = rules
  const onLoan = new Set<Item>()
  const turns = createTurns(rules)
  const aside = createAside(rules)
  let count = 0
  let bytes = 0
  let passed = 0

  const forget = (item: Item): void => {
    count--
    bytes -= item.bytes
  }

  /** The oldest of what matters least; what was put aside is older than what waits. */
  const evict = (): Item | undefined => {
    const row = turns.lowest()
    const first = row?.peek()
    return aside.evict(first ? rankOf(first) : Infinity) ?? row?.shift()
  }

  const endLoans = (items: readonly Item[]): Item[] => items.filter((item) => onLoan.delete(item))

  return {
    get size() {
      return count - onLoan.size
    },
    get fullness() {
      return Math.max(count / maxCount, bytes / maxBytes)
    },
    has: (isOpen) => turns.has(isOpen) || aside.has(isOpen),
    push: (item) => {
      turns.push(item)
      count++
      bytes += item.bytes
      const gone: Item[] = []
      while (count > maxCount || bytes > maxBytes) {
        const evicted = evict()
        if (!evicted) break
        forget(evicted)
        gone.push(evicted)
      }
      return gone
    },
    take: (limits = unlimited, isOpen = () => true) => {
      const old = turns.has(isOpen) && passed < mostPassed ? [] : aside.take(isOpen)
      passed = old.length > 0 ? 0 : passed + 1
      const taken = old.length > 0 ? old : turns.take(limits, isOpen)
      for (const item of taken) onLoan.add(item)
      return taken
    },
    release: (item) => {
      const wasOnLoan = onLoan.delete(item)
      if (wasOnLoan) forget(item)
      return wasOnLoan
    },
    putBack: (returned) => {
      for (const item of endLoans(returned).reverse()) turns.unshift(item)
    },
    putAside: (returned) => aside.put(endLoans(returned)),
    values: () => [...onLoan, ...aside.values(), ...turns.values()],
  }
}
