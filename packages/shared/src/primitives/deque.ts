/** A list that is cheap at both ends, however long it is. */
export interface Deque<Item> {
  readonly size: number
  push(item: Item): void
  /** The first, which stays where it is. */
  peek(): Item | undefined
  /** Takes the first. */
  shift(): Item | undefined
  /** Puts back at the front. */
  unshift(item: Item): void
  values(): readonly Item[]
}

/** Taken items leave holes at the front, which are closed once they are so many, and half of all. */
const mostHoles = 1_024

export const createDeque = <Item>(): Deque<Item> => {
  let items: (Item | undefined)[] = []
  let first = 0

  const values = (): readonly Item[] => items.slice(first) as Item[]

  const closeHoles = (): void => {
    if (first < mostHoles || first * 2 < items.length) return
    items = items.slice(first)
    first = 0
  }

  return {
    get size() {
      return items.length - first
    },
    push: (item) => void items.push(item),
    peek: () => items[first],
    shift: () => {
      if (first === items.length) return undefined
      const item = items[first]
      // A hole must not hold on to what was taken.
      items[first++] = undefined
      closeHoles()
      return item
    },
    unshift: (item) => {
      if (first > 0) items[--first] = item
      else items.unshift(item)
    },
    values,
  }
}
