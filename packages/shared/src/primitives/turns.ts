import { createDeque, type Deque } from './deque.ts'
import { getOrMake } from './getOrMake.ts'

/** What has to be known of an item. */
export interface TurnRules<Item> {
  kindOf(item: Item): string
  /** Of two, the lower one has to go first. */
  rankOf(item: Item): number
}

export interface Sized {
  readonly bytes: number
}

export interface QueueLimits {
  readonly maxCount: number
  readonly maxBytes: number
}

export type IsOpen = (kind: string) => boolean

/**
 * A row of items for each kind, and within it for each rank: the rows take turns, so that a long one does
 * not keep others waiting.
 */
export interface Turns<Item> {
  push(item: Item): void
  /** Puts back before the others of its kind. */
  unshift(item: Item): void
  has(isOpen: IsOpen): boolean
  /** Takes what stays within the limits, and one item at least, of the kinds that are open. */
  take(limits: QueueLimits, isOpen: IsOpen): readonly Item[]
  /** The row that has to make room first: of the lowest rank, the one that has most. */
  lowest(): Deque<Item> | undefined
  values(): readonly Item[]
}

export const createTurns = <Item extends Sized>({
  kindOf,
  rankOf,
}: TurnRules<Item>): Turns<Item> => {
  const kinds = new Map<string, Map<number, Deque<Item>>>()
  let turn = 0

  const rowOf = (item: Item): Deque<Item> =>
    getOrMake(
      getOrMake(kinds, kindOf(item), () => new Map<number, Deque<Item>>()),
      rankOf(item),
      createDeque<Item>,
    )

  const openRows = (isOpen: IsOpen): Deque<Item>[] =>
    [...kinds].flatMap(([kind, rows]) =>
      isOpen(kind) ? [...rows.values()].filter((row) => row.size > 0) : [],
    )

  const rankOfRow = (row: Deque<Item>): number => {
    const first = row.peek()
    return first ? rankOf(first) : Infinity
  }

  return {
    push: (item) => rowOf(item).push(item),
    unshift: (item) => rowOf(item).unshift(item),
    has: (isOpen) => openRows(isOpen).length > 0,
    take: (limits, isOpen) => {
      const open = openRows(isOpen)
      const taken: Item[] = []
      let weight = 0
      for (let empty = 0; empty < open.length; turn++) {
        const row = open[turn % open.length]
        const next = row?.peek()
        weight += next?.bytes ?? 0
        if (taken.length > 0 && (taken.length >= limits.maxCount || weight > limits.maxBytes)) break
        empty = next ? 0 : empty + 1
        if (next) taken.push(next)
        row?.shift()
      }
      return taken
    },
    lowest: () =>
      openRows(() => true).sort(
        (one, other) => rankOfRow(one) - rankOfRow(other) || other.size - one.size,
      )[0],
    values: () => openRows(() => true).flatMap((row) => row.values()),
  }
}
