import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Milliseconds, milliseconds } from '../model/units.ts'
import { createSeededRandom } from '../testing/fakeRuntime/seededRandom.ts'
import { narrowGap, waitWithin, widenGap } from './pace.ts'

const options = { baseDelay: milliseconds(500), maxDelay: milliseconds(100_000) }
const free = milliseconds(0)
const hour = 3_600_000

const duration = (max: number) => fc.double({ min: 0, max, noNaN: true }).map(milliseconds)
const anyOptions = fc.tuple(duration(1e6), duration(1e7)).map(([one, other]) => ({
  baseDelay: milliseconds(Math.min(one, other)),
  maxDelay: milliseconds(Math.max(one, other)),
}))
const anyRandom = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
/** Failures, with what the server asks for, and successes. */
const anyCourse = fc.array(
  fc.oneof(fc.constant('taken' as const), duration(1e15), fc.constant(Number.POSITIVE_INFINITY)),
  { maxLength: 200 },
)

const gapsAfter = (failures: number): Milliseconds[] => {
  const gaps: Milliseconds[] = []
  for (let gap = free; gaps.length < failures; gaps.push(gap)) gap = widenGap(gap, options)
  return gaps
}

describe('the gap', () => {
  it('doubles with each failure, from the first delay to the longest', () => {
    expect(gapsAfter(4)).toEqual([500, 1_000, 2_000, 4_000])
    expect(gapsAfter(20).at(-1)).toBe(options.maxDelay)
  })

  it('is a wait within bounds, whatever happens', () => {
    fc.assert(
      fc.property(anyOptions, anyCourse, anyRandom, (backoff, course, random) => {
        let gap = free
        for (const met of course) {
          gap = met === 'taken' ? narrowGap(gap, backoff) : widenGap(gap, backoff, met)
          const wait = waitWithin(gap, () => random)
          expect(wait).toBeGreaterThanOrEqual(0)
          expect(wait).toBeLessThanOrEqual(Math.max(backoff.maxDelay, 2 * hour))
        }
      }),
    )
  })

  it('only widens with failures, and only narrows with successes', () => {
    fc.assert(
      fc.property(duration(options.maxDelay), (gap) => {
        expect(widenGap(gap, options)).toBeGreaterThanOrEqual(gap)
        expect(narrowGap(gap, options)).toBeLessThanOrEqual(gap)
      }),
    )
  })

  it('is gone after some successes, whatever it was, and stays so', () => {
    fc.assert(
      fc.property(duration(2 * hour), (start) => {
        let gap = start
        for (let success = 0; success < 150; success++) gap = narrowGap(gap, options)
        expect(gap).toBe(0)
      }),
    )
  })

  it('is widened again by a refusal on the way back', () => {
    const narrowed = narrowGap(narrowGap(milliseconds(10_000), options), options)
    expect(widenGap(narrowed, options)).toBeCloseTo(16_200)
  })
})

describe('what a server asks for', () => {
  it('is obeyed, and spread over as long again', () => {
    fc.assert(
      fc.property(duration(hour), duration(1e5), anyRandom, (asked, gap, random) => {
        const wait = waitWithin(widenGap(gap, options, asked), () => random)
        expect(wait).toBeGreaterThanOrEqual(asked)
        expect(wait).toBeLessThanOrEqual(Math.max(asked * 2, options.maxDelay))
      }),
    )
  })

  it('is an hour at most', () => {
    expect(waitWithin(widenGap(free, options, 1e15), () => 0)).toBe(hour)
  })

  it('never shortens a wait', () => {
    expect(widenGap(milliseconds(8_000), options, 1)).toBe(16_000)
    expect(widenGap(milliseconds(8_000), options, -1)).toBe(16_000)
  })
})

it('spreads clients that failed together evenly', () => {
  const random = createSeededRandom(1)
  const counts = Array.from({ length: 10 }, () => 0)
  for (let client = 0; client < 10_000; client++) {
    const part = Math.floor((waitWithin(milliseconds(20_000), random) - 10_000) / 1_000)
    counts[part] = (counts[part] ?? 0) + 1
  }
  for (const count of counts) expect(Math.abs(count - 1_000)).toBeLessThan(150)
})

/** How long one client takes, from the return of its sink, to deliver what it holds. */
const drainAfter = (outage: number, batches: number, random: () => number): number => {
  const roundTrip = 50
  let [now, gap, left] = [0, free, batches]
  while (left > 0) {
    now += roundTrip
    if (now < outage) {
      gap = widenGap(gap, options)
      now += waitWithin(gap, random)
    } else {
      left -= gap > 0 ? 1 : Math.min(left, 10)
      gap = narrowGap(gap, options)
    }
  }
  return now - outage
}

it('lets a client drain within seconds of a short outage', () => {
  const random = createSeededRandom(1)
  const drains = Array.from({ length: 1_000 }, () => drainAfter(10_000, 67, random))
  const sorted = drains.sort((one, other) => one - other)
  expect(sorted[500]).toBeLessThan(8_000)
  expect(sorted[950]).toBeLessThan(15_000)
  expect(sorted[999]).toBeLessThan(20_000)
})
