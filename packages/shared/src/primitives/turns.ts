import { createDeque, type Deque } from './deque.ts'

/** What has to be known of an item. */
export interface TurnRules<Item> {
  kindOf(item: Item): string
  /** Of two, the lower one has to go first. The same for all items of a kind. */
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

/** A row of items for each kind: the rows take turns, so that a long one does not keep others waiting. */
export interface Turns<Item> {
  push(item: Item): void
  /** Puts back before the others of its kind. */
  unshift(item: Item): void
  has(isOpen: IsOpen): boolean
  /** Takes what stays within the limits, and one item at least, of the kinds that are open. */
  take(limits: QueueLimits, isOpen: IsOpen): readonly Item[]
  /** The first of each row. */
  firsts(): readonly Item[]
  /** Takes the oldest of that rank, of the kind that has most. */
  evict(rank: number): Item | undefined
  values(): readonly Item[]
}

export const createTurns = <Item extends Sized>({
  kindOf,
  rankOf,
}: TurnRules<Item>): Turns<Item> => {
  const rows = new Map<string, Deque<Item>>()
  let turn = 0

  const rowOf = (item: Item): Deque<Item> => {
    const kind = kindOf(item)
    const row = rows.get(kind) ?? createDeque()
    rows.set(kind, row)
    return row
  }

  const openRows = (isOpen: IsOpen): readonly Deque<Item>[] =>
    [...rows].filter(([kind, row]) => row.size > 0 && isOpen(kind)).map(([, row]) => row)

  const firsts = (): readonly Item[] => [...rows.values()].flatMap((row) => row.peek() ?? [])

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
    firsts,
    evict: (rank) => {
      const row = firsts()
        .filter((item) => rankOf(item) === rank)
        .map(rowOf)
        .reduce<Deque<Item> | undefined>(
          (most, one) => (most && most.size >= one.size ? most : one),
          undefined,
        )
      return row?.shift()
    },
    values: () => [...rows.values()].flatMap((row) => row.values()),
  }
}
