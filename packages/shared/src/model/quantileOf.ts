import type { Buckets, Histogram } from './histogram.ts'

/**
 * The value that a share `q` of the values does not exceed: within 0.55 % at the finest scale. 0 gives
 * the least, 1 the greatest, both exactly; of no values there is none.
 *
 * @param q - from 0 to 1: 0.95 is the 95th percentile.
 */
export const quantileOf = (histogram: Histogram, q: number): number | undefined => {
  const { count, min, max, scale, zeroCount, positive, negative } = histogram
  if (!(q >= 0 && q <= 1 && count > 0)) return undefined
  /** How many are not above it. */
  let left = Math.ceil(q * count)
  if (left <= 1) return min
  if (left >= count) return max
  const values = [
    ...valuesOf(negative, -(2 ** -scale)).reverse(),
    [0, zeroCount] as const,
    ...valuesOf(positive, 2 ** -scale),
  ]
  const found = values.find(([, counted]) => {
    left -= counted
    return left <= 0
  })
  return Math.min(max, Math.max(min, found ? found[0] : max))
}

/** Of each bucket the value that is as far from both of its ends, relative to what is there. */
const valuesOf = ({ offset, counts }: Buckets, width: number): (readonly [number, number])[] => {
  const size = Math.abs(width)
  const middle = (2 / (1 + 2 ** -size)) * Math.sign(width)
  return counts.map((count, place) => [middle * 2 ** ((offset + place) * size), count])
}
