import type { Arrival } from '../model/arrival.ts'

interface Origin extends Pick<Arrival, 'runtime' | 'kind'> {
  readonly sink: string
}

/** What has arrived. Delivery is at least once, so each id is counted once for each sink. */
export interface Arrivals {
  add(arrivals: readonly Arrival[]): void
  /** How many distinct signals came in all. */
  total(): number
  /** How many of a kind came from a runtime by a sink. */
  count(origin: Origin): number
  /** What came since this was last called, without repeats; of many only the last. */
  takeNews(): readonly Arrival[]
}

const mostNews = 12

export const createArrivals = (): Arrivals => {
  const counts = new Map<string, number>()
  const known = new Set<string>()
  let news: Arrival[] = []

  const add = (arrival: Arrival): void => {
    const key = `${arrival.sink} ${arrival.id}`
    if (known.has(key)) return
    known.add(key)
    const origin = toOrigin(arrival)
    counts.set(origin, (counts.get(origin) ?? 0) + 1)
    news = [...news, arrival].slice(-mostNews)
  }

  return {
    add: (arrivals) => {
      for (const arrival of arrivals) add(arrival)
    },
    total: () => known.size,
    count: (origin) => counts.get(toOrigin(origin)) ?? 0,
    takeNews: () => {
      const taken = news
      news = []
      return taken
    },
  }
}

const toOrigin = ({ runtime, sink, kind }: Origin): string => `${runtime} ${sink} ${kind}`
