import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finestScale, type Histogram, mostBuckets } from '../model/histogram.ts'
import { mergeHistograms } from '../model/mergeHistograms.ts'
import { quantileOf } from '../model/quantileOf.ts'
import { createSeededRandom } from '../testing/fakeRuntime/seededRandom.ts'
import { createIndexOf } from './createIndexOf.ts'
import { createOpenHistogram, putInto, toHistogram } from './openHistogram.ts'

const indexOf = createIndexOf()

const histogramOf = (values: readonly number[]): Histogram => {
  const open = createOpenHistogram(indexOf)
  for (const value of values) putInto(open, value)
  return toHistogram(open)
}

/** The naive one: a logarithm, a map, and the coarsest scale that is needed. */
const naive = (values: readonly number[]): Pick<Histogram, 'scale' | 'positive' | 'negative'> => {
  const bucketsAt = (scale: number, sign: number) => {
    const indexes = values
      .filter((value) => value * sign > 0)
      .map((value) => indexOf(value * sign) >> (finestScale - scale))
    const offset = indexes.length > 0 ? Math.min(...indexes) : 0
    const counts: number[] = []
    for (const index of indexes) counts[index - offset] = (counts[index - offset] ?? 0) + 1
    return { offset, counts: Array.from(counts, (count) => count ?? 0) }
  }
  let scale = finestScale
  while ([1, -1].some((sign) => bucketsAt(scale, sign).counts.length > mostBuckets)) scale--
  return { scale, positive: bucketsAt(scale, 1), negative: bucketsAt(scale, -1) }
}

const finite = fc.double({ noNaN: true, noDefaultInfinity: true })
/** Sums of these are exact, in any order. */
const whole = fc.integer({ min: -1_000_000, max: 1_000_000 })
const values = fc.oneof(fc.array(finite, { maxLength: 30 }), fc.array(whole, { maxLength: 60 }))

describe('a bucket', () => {
  it('is the one that a logarithm tells, but for a millionth of its width at its edges', () => {
    fc.assert(
      fc.property(
        fc.double({ min: Number.MIN_VALUE, noNaN: true, noDefaultInfinity: true }),
        (value) => {
          const index = indexOf(value)
          const log = Math.log2(value) * 64
          return log > index - 1e-3 && log <= index + 1 + 1e-3
        },
      ),
      { numRuns: 5_000 },
    )
  })

  it('has its upper edge, exactly so at each power of two', () => {
    for (let exponent = -1_074; exponent <= 1_023; exponent++) {
      expect(indexOf(2 ** exponent)).toBe(exponent * 64 - 1)
    }
    expect(indexOf(1 + Number.EPSILON)).toBe(0)
    expect(indexOf(Number.MAX_VALUE)).toBe(1_024 * 64 - 1)
  })
})

describe('a histogram', () => {
  it('has the same buckets as a naive one', () => {
    fc.assert(
      fc.property(values, (given) => {
        expect(histogramOf(given)).toMatchObject(naive(given))
      }),
    )
  })

  it('tells count, sum, least and greatest exactly', () => {
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1 }), (given) => {
        expect(histogramOf(given)).toMatchObject({
          count: given.length,
          sum: given.reduce((sum, value) => sum + value, 0),
          min: Math.min(...given) + 0,
          max: Math.max(...given) + 0,
          zeroCount: given.filter((value) => value === 0).length,
        })
      }),
    )
  })

  it('holds from the least to the greatest number that there is, in bounded room', () => {
    const histogram = histogramOf([Number.MIN_VALUE, 1, Number.MAX_VALUE, -Number.MAX_VALUE])
    expect(histogram.scale).toBe(-1)
    expect(histogram.positive.counts.length).toBeLessThanOrEqual(mostBuckets)
    expect(JSON.parse(JSON.stringify(histogram))).toEqual(histogram)
  })
})

describe('merging', () => {
  it('gives what one histogram of all values has, in whichever order and grouping', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(whole), { minLength: 1, maxLength: 6 }),
        fc.nat(),
        (parts, turn) => {
          const all = histogramOf(parts.flat())
          const histograms = parts.map(histogramOf)
          const at = turn % histograms.length
          const turned = [...histograms.slice(at), ...histograms.slice(0, at)].reverse()
          const fromRight = turned.reduceRight((sum, one) => mergeHistograms(one, sum))
          expect(histograms.reduce(mergeHistograms)).toEqual(all)
          expect(fromRight).toEqual(all)
        },
      ),
    )
  })

  it('agrees over all numbers that there are, but for the last digits of the sum', () => {
    fc.assert(
      fc.property(values, values, values, (one, two, three) => {
        const [a, b, c] = [histogramOf(one), histogramOf(two), histogramOf(three)]
        const { sum: _, ...left } = mergeHistograms(mergeHistograms(a, b), c)
        const { sum: __, ...right } = mergeHistograms(a, mergeHistograms(b, c))
        const { sum: ___, ...all } = histogramOf([...three, ...two, ...one])
        expect(left).toEqual(right)
        expect(left).toEqual(all)
      }),
    )
  })
})

describe('a quantile', () => {
  const random = createSeededRandom(6)
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const distributions: Readonly<Record<string, () => number>> = {
    uniform: () => random() * 1_000,
    exponential: () => -Math.log(1 - random()) * 50,
    'log-normal': () => Math.exp(normal() * 2 + 3),
    pareto: () => 10 / (1 - random()) ** (1 / 1.2),
    'of two humps, below zero too': () => (random() < 0.3 ? -5 + normal() : 200 + 10 * normal()),
  }

  it.each(Object.entries(distributions))('is within 1 %% of the exact one: %s', (_, draw) => {
    const given = Array.from({ length: 20_000 }, draw)
    const sorted = [...given].sort((one, other) => one - other)
    const parts = Array.from({ length: 8 }, (_, part) =>
      histogramOf(given.filter((_, index) => index % 8 === part)),
    )
    const merged = parts.reduce(mergeHistograms)
    expect(merged.scale).toBe(finestScale)
    for (const q of [0, 0.001, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 0.999, 1]) {
      const exact = sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? Number.NaN
      const error = Math.abs(Number(quantileOf(merged, q)) - exact) / Math.abs(exact)
      expect(error).toBeLessThan(0.0055)
    }
  })

  it('is exact at both ends, zero where zeros are, and none of nothing', () => {
    const histogram = histogramOf([-3, 0, 0, 0, 7])
    expect([0, 0.2, 0.5, 0.8, 1].map((q) => quantileOf(histogram, q))).toEqual([
      -3,
      expect.closeTo(-3, 1),
      0,
      0,
      7,
    ])
    expect(quantileOf(histogramOf([]), 0.5)).toBeUndefined()
    expect(quantileOf(histogram, 1.1)).toBeUndefined()
    expect(quantileOf(histogram, Number.NaN)).toBeUndefined()
  })

  it('is coarser where values differ by more than 4,000,000,000 times', () => {
    expect(histogramOf([1, 4e9]).scale).toBe(6)
    expect(histogramOf([1, 5e9]).scale).toBe(5)
  })
})
