import type { Buckets, Histogram } from './histogram.ts'

/**
 * The value that a share `q` of the values does not exceed: within 0.55 % at the finest scale. 0 gives
 * the least, 1 the greatest, both exactly; of no values there is none.
 *
 * @param q - from 0 to 1: 0.95 is the 95th percentile.
 */
export const quantileOf = (histogram: Histogram, q: number): number | undefined => {
  const { count, min, max, scale, zeroCount, positive, negative } = histogram
  if (!(q >= 0 && q <= 1) || count === 0) return undefined
  if (q === 0) return min
  /** How many are not above it. */
  let left = Math.ceil(q * count)
  if (left >= count) return max
  const within = (value: number): number => Math.min(max, Math.max(min, value))
  for (const [index, counted] of [...indexed(negative)].reverse()) {
    left -= counted
    if (left <= 0) return within(-middleOf(index, scale))
  }
  left -= zeroCount
  if (left <= 0) return 0
  for (const [index, counted] of indexed(positive)) {
    left -= counted
    if (left <= 0) return within(middleOf(index, scale))
  }
  return max
}

const indexed = ({ offset, counts }: Buckets): readonly (readonly [number, number])[] =>
  counts.map((count, place) => [offset + place, count])

/** As far from both ends of its bucket, relative to what is there. */
const middleOf = (index: number, scale: number): number => {
  const width = 2 ** -scale
  return (2 ** (index * width) * 2) / (1 + 2 ** -width)
}
