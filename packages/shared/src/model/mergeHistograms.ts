import { type Buckets, type Histogram, mostBuckets } from './histogram.ts'

/**
 * Both as one, as if each value had been put into it. In which order many are merged makes no
 * difference, but for the last digits of `sum`, as with any sum of fractions.
 */
export const mergeHistograms = (one: Histogram, other: Histogram): Histogram =>
  mergeWithin(one, other, mostBuckets)

/**
 * As `mergeHistograms`, with other bounds.
 *
 * @param most - so many buckets of each sign there are at the most.
 */
export const mergeWithin = (one: Histogram, other: Histogram, most: number): Histogram => {
  let scale = Math.min(one.scale, other.scale)
  const each = (pick: (histogram: Histogram) => Buckets): readonly Buckets[] =>
    [one, other].map((histogram) => coarser(pick(histogram), histogram.scale - scale))
  let positive = each(({ positive }) => positive)
  let negative = each(({ negative }) => negative)
  while (widthOf(positive) > most || widthOf(negative) > most) {
    scale--
    positive = positive.map((buckets) => coarser(buckets, 1))
    negative = negative.map((buckets) => coarser(buckets, 1))
  }
  return {
    count: one.count + other.count,
    sum: one.sum + other.sum,
    min: Math.min(one.min, other.min),
    max: Math.max(one.max, other.max),
    scale,
    zeroCount: one.zeroCount + other.zeroCount,
    positive: joined(positive),
    negative: joined(negative),
  }
}

const coarser = (buckets: Buckets, steps: number): Buckets => {
  if (steps === 0) return buckets
  const { offset, counts } = buckets
  if (counts.length === 0) return { offset: 0, counts }
  const from = offset >> steps
  const width = ((offset + counts.length - 1) >> steps) - from + 1
  const sums = Array.from({ length: width }, () => 0)
  for (const [place, count] of counts.entries()) {
    const target = ((offset + place) >> steps) - from
    sums[target] = (sums[target] ?? 0) + count
  }
  return { offset: from, counts: sums }
}

const filledOf = (all: readonly Buckets[]): readonly Buckets[] =>
  all.filter(({ counts }) => counts.length > 0)

const spanOf = (all: readonly Buckets[]): readonly [from: number, to: number] => [
  Math.min(...all.map(({ offset }) => offset)),
  Math.max(...all.map(({ offset, counts }) => offset + counts.length)),
]

const widthOf = (all: readonly Buckets[]): number => {
  const [from, to] = spanOf(filledOf(all))
  return to - from
}

const joined = (all: readonly Buckets[]): Buckets => {
  const filled = filledOf(all)
  if (filled.length === 0) return { offset: 0, counts: [] }
  const [from, to] = spanOf(filled)
  const sums = Array.from({ length: to - from }, () => 0)
  for (const { offset, counts } of filled) {
    for (const [place, count] of counts.entries()) {
      const target = offset - from + place
      sums[target] = (sums[target] ?? 0) + count
    }
  }
  return { offset: from, counts: sums }
}
