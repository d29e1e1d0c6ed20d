import type { IsOpen, TurnRules } from './turns.ts'

/** Batches that were put aside, to be taken together again. */
export interface Aside<Item> {
  put(batch: readonly Item[]): void
  has(isOpen: IsOpen): boolean
  /** What is open of the oldest batch of which anything is; the rest stays. */
  take(isOpen: IsOpen): readonly Item[]
  /** Takes the oldest of the lowest rank away for good, where that is no higher. */
  evict(highest: number): Item | undefined
  values(): readonly Item[]
}

export const createAside = <Item extends object>({
  kindOf,
  rankOf,
}: TurnRules<Item>): Aside<Item> => {
  const batches: Item[][] = []
  /** How many of each rank: there may be thousands, and each capture may have to know. */
  const ranks = new Map<number, number>()

  const count = (items: readonly Item[], by: 1 | -1): void => {
    for (const item of items) ranks.set(rankOf(item), (ranks.get(rankOf(item)) ?? 0) + by)
  }

  const indexOf = (isOpen: IsOpen): number =>
    batches.findIndex((batch) => batch.some((item) => isOpen(kindOf(item))))

  return {
    put: (batch) => {
      if (batch.length > 0) batches.push([...batch])
      count(batch, 1)
    },
    has: (isOpen) => indexOf(isOpen) >= 0,
    take: (isOpen) => {
      const index = indexOf(isOpen)
      const batch = batches[index] ?? []
      const taken = batch.filter((item) => isOpen(kindOf(item)))
      const left = batch.filter((item) => !isOpen(kindOf(item)))
      if (left.length > 0) batches[index] = left
      else if (index >= 0) batches.splice(index, 1)
      count(taken, -1)
      return taken
    },
    evict: (highest) => {
      let lowest = Infinity
      for (const [rank, held] of ranks) if (held > 0 && rank < lowest) lowest = rank
      if (lowest > highest) return undefined
      for (const [index, batch] of batches.entries()) {
        const found = batch.findIndex((item) => rankOf(item) === lowest)
        if (found < 0) continue
        const evicted = batch.splice(found, 1)
        if (batch.length === 0) batches.splice(index, 1)
        count(evicted, -1)
        return evicted[0]
      }
      return undefined
    },
    values: () => batches.flat(),
  }
}
