import type { Buckets } from '../../model/histogram.ts'

/** The buckets of a native histogram: each span of them, and by how much each count differs from the one before. */
export interface NativeBuckets {
  readonly spans: readonly Span[]
  readonly deltas: readonly number[]
}

/** `offset` buckets after the span before, or after bucket zero, there are so many. */
interface Span {
  readonly offset: number
  readonly length: number
}

/** A span costs as much as some buckets that are empty. */
const longestGap = 2

/**
 * Prometheus numbers a bucket by its upper bound, OpenTelemetry by its lower one.
 *
 * @param shift - by so many buckets are they moved.
 */
export const toNativeBuckets = ({ offset, counts }: Buckets, shift: number): NativeBuckets => {
  const spans: { offset: number; length: number }[] = []
  const deltas: number[] = []
  let before = 0
  /** The bucket after the last span. */
  let end = 0
  for (const [place, count] of counts.entries()) {
    if (count === 0) continue
    const index = offset + place + shift + 1
    const last = spans.at(-1)
    const gap = index - end
    if (last && gap <= longestGap) {
      for (let empty = 0; empty < gap; empty++) {
        deltas.push(-before)
        before = 0
      }
      last.length += gap + 1
    } else {
      spans.push({ offset: gap, length: 1 })
    }
    deltas.push(count - before)
    before = count
    end = index + 1
  }
  return { spans, deltas }
}
