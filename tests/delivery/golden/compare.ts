import type { Flat } from './flatten.ts'

/** How an event of ours stands to that of Sentry's own package, raised by the same code. */
export interface Observed {
  readonly path: string
  readonly what: 'missing' | 'extra' | 'different'
  /** As JSON, where there is one. */
  readonly sentry?: string
  readonly ours?: string
}

/** All that differs, by path. Of what is missing, the shortest path under which we have nothing. */
export const compare = (sentry: Flat, ours: Flat): readonly Observed[] => {
  const paths = [...new Set([...sentry.keys(), ...ours.keys()])].sort()
  const missing = new Set<string>()
  return paths.flatMap((path): readonly Observed[] => {
    const [theirs, own] = [sentry.get(path), ours.get(path)]
    if (theirs === own) return []
    if (theirs === undefined) return own === undefined ? [] : [{ path, what: 'extra', ours: own }]
    if (own !== undefined) return [{ path, what: 'different', sentry: theirs, ours: own }]
    const shortest = shortestMissing(path, ours)
    if (missing.has(shortest)) return []
    missing.add(shortest)
    return [{ path: shortest, what: 'missing' }]
  })
}

const shortestMissing = (path: string, ours: Flat): string => {
  const own = [...ours.keys()]
  const starts = [...path.matchAll(/[.[]/g)].map(({ index }) => path.slice(0, index))
  const isIn = (start: string): boolean =>
    own.some((known) => known.startsWith(`${start}.`) || known.startsWith(`${start}[`))
  return starts.find((start) => !isIn(start)) ?? path
}
