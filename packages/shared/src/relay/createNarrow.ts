/** Lets so much work be under way at once; what comes meanwhile waits for its turn. */
export type Narrow = <Result>(work: () => Promise<Result>) => Promise<Result>

export const createNarrow = (most: number): Narrow => {
  let underWay = 0
  const waiting: (() => void)[] = []
  return async (work) => {
    if (underWay >= most) await new Promise<void>((resolve) => waiting.push(resolve))
    else underWay++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      // Whoever is next takes this place.
      if (next) next()
      else underWay--
    }
  }
}
