import type { Buckets, Histogram } from '../../model/histogram.ts'

/**
 * How many of the values are in each bucket of a classic histogram: the last one has no bound. They are
 * told apart as far as the exponential buckets do: what lies in the same of these as a bound counts as below it,
 * so that a value that is the bound does so in any case.
 *
 * @param bounds - ascending, in what was recorded.
 */
export const countByBounds = (
  histogram: Histogram,
  bounds: readonly number[],
): readonly number[] => {
  let before = 0
  const upTo = [...bounds.map((bound) => countUpTo(histogram, bound)), histogram.count]
  return upTo.map((count) => {
    const own = Math.max(0, count - before)
    before += own
    return own
  })
}

const countUpTo = (histogram: Histogram, bound: number): number => {
  const { count, min, max, scale, zeroCount, positive, negative } = histogram
  if (max <= bound) return count
  if (min > bound) return 0
  const size = Math.abs(bound)
  const index = Math.ceil(Math.log2(size) * 2 ** scale) - 1
  if (bound < 0) return sumOf(negative, index, Infinity)
  const below = sumOf(negative, -Infinity, Infinity) + zeroCount
  return bound === 0 ? below : below + sumOf(positive, -Infinity, index)
}

/** Of the buckets from one index to another one, with both. */
const sumOf = ({ offset, counts }: Buckets, from: number, to: number): number => {
  const first = Math.max(0, from - offset)
  const last = Math.min(counts.length - 1, to - offset)
  let sum = 0
  for (let place = first; place <= last; place++) sum += counts[place] ?? 0
  return sum
}
