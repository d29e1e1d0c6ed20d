import { type Buckets, finestScale, type Histogram, mostBuckets } from '../model/histogram.ts'
import type { IndexOf } from './createIndexOf.ts'

/** A histogram that values are still put in. */
export interface OpenHistogram {
  /** Of the finest scale, whichever is used: what lies at an edge then lies on the same side of it in all. */
  readonly indexOf: IndexOf
  count: number
  sum: number
  min: number
  max: number
  scale: number
  zeroCount: number
  readonly positive: OpenBuckets
  readonly negative: OpenBuckets
}

interface OpenBuckets {
  /** The index of the first count. */
  offset: number
  /** As numbers of any size, for what is merged may be large; 32 bits would not hold it. */
  counts: Float64Array
}

const leastCapacity = 64

export const createOpenHistogram = (indexOf: IndexOf): OpenHistogram => ({
  indexOf,
  count: 0,
  sum: 0,
  min: Number.POSITIVE_INFINITY,
  max: Number.NEGATIVE_INFINITY,
  scale: finestScale,
  zeroCount: 0,
  positive: { offset: 0, counts: new Float64Array() },
  negative: { offset: 0, counts: new Float64Array() },
})

/** @param value - finite. */
export const putInto = (histogram: OpenHistogram, value: number): void => {
  histogram.count++
  histogram.sum += value
  if (value < histogram.min) histogram.min = value
  if (value > histogram.max) histogram.max = value
  if (value === 0) {
    histogram.zeroCount++
    return
  }
  const buckets = value > 0 ? histogram.positive : histogram.negative
  const finest = histogram.indexOf(value > 0 ? value : -value)
  const place = (finest >> (finestScale - histogram.scale)) - buckets.offset
  const { counts } = buckets
  if (place >= 0 && place < counts.length) counts[place] = (counts[place] ?? 0) + 1
  else addFar(histogram, buckets, finest)
}

/** Where there is no room for it yet: makes room, and coarser buckets where they would be too many. */
const addFar = (histogram: OpenHistogram, buckets: OpenBuckets, finest: number): void => {
  let index = finest >> (finestScale - histogram.scale)
  while (!fits(buckets, index)) {
    histogram.scale--
    index >>= 1
    halve(histogram.positive)
    halve(histogram.negative)
  }
  makeRoom(buckets, index)
  const place = index - buckets.offset
  buckets.counts[place] = (buckets.counts[place] ?? 0) + 1
}

/** The first and the last index that is counted at, with another one. */
const spanWith = ({ offset, counts }: OpenBuckets, index: number): readonly [number, number] => {
  const first = counts.findIndex(isCounted)
  if (first < 0) return [index, index]
  let last = counts.length - 1
  while (!counts[last]) last--
  return [Math.min(index, offset + first), Math.max(index, offset + last)]
}

const fits = (buckets: OpenBuckets, index: number): boolean => {
  const [first, last] = spanWith(buckets, index)
  return last - first < mostBuckets
}

const isCounted = (count: number): boolean => count > 0

/** Two become one. */
const halve = (buckets: OpenBuckets): void => {
  const { offset, counts } = buckets
  const coarser = offset >> 1
  const halved = new Float64Array((counts.length >> 1) + 1)
  for (const [place, count] of counts.entries()) {
    const target = ((offset + place) >> 1) - coarser
    halved[target] = (halved[target] ?? 0) + count
  }
  buckets.offset = coarser
  buckets.counts = halved
}

/** Twice as much as is needed, for values come from around those that came before. */
const makeRoom = (buckets: OpenBuckets, index: number): void => {
  const { offset, counts } = buckets
  const place = index - offset
  if (place >= 0 && place < counts.length) return
  const [first, last] = spanWith(buckets, index)
  const width = last - first + 1
  const capacity = Math.min(mostBuckets, Math.max(leastCapacity, width * 2))
  const from = first - ((capacity - width) >> 1)
  const roomy = new Float64Array(capacity)
  for (const [at, count] of counts.entries()) {
    if (count > 0) roomy[offset + at - from] = count
  }
  buckets.offset = from
  buckets.counts = roomy
}

/** As it stands, to be kept and sent. */
export const toHistogram = (open: OpenHistogram): Histogram => {
  const { count, sum, min, max, scale, zeroCount, positive, negative } = open
  return {
    count,
    sum,
    min,
    max,
    scale,
    zeroCount,
    positive: toBuckets(positive),
    negative: toBuckets(negative),
  }
}

const toBuckets = (buckets: OpenBuckets): Buckets => {
  const { offset, counts } = buckets
  const first = counts.findIndex(isCounted)
  if (first < 0) return { offset: 0, counts: [] }
  const [from, to] = spanWith(buckets, offset + first)
  return { offset: from, counts: [...counts.subarray(first, to - offset + 1)] }
}
