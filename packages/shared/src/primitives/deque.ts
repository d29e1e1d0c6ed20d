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
  const items: (Item | undefined)[] = []
  let first = 0

  return {
    get size() {
      return items.length - first
    },
    push: (item) => void items.push(item),
    peek: () => items[first],
    shift: () => {
      const item = items[first]
      if (first === items.length) return item
      // A hole must not hold on to what was taken.
      items[first++] = undefined
      if (first >= mostHoles && first * 2 >= items.length) {
        items.splice(0, first)
        first = 0
      }
      return item
    },
    unshift: (item) => {
      if (first > 0) items[--first] = item
      else items.unshift(item)
    },
    values: () => items.slice(first) as Item[],
  }
}
