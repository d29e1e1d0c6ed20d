import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Signal } from '../model/signal.ts'
import { createSeededRandom } from '../testing/fakeRuntime/seededRandom.ts'
import { createThrownSignal } from '../testing/thrownSignal.ts'
import { createSample } from './sample.ts'

const never = (): number => {
  throw new Error('nobody asked for chance')
}

const error = createThrownSignal()
const withTrace = (traceId: string): Signal => ({
  ...error,
  scope: { ...error.scope, trace: { traceId, spanId: 'b7ad6b7169203331' } },
})

const hex = (length: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })

/** Exact, as the specification has it: a trace is kept where R >= T, of 56 bits. */
const isKept = (traceId: string, rate: number): boolean =>
  BigInt(`0x${traceId.slice(-14)}`) >= BigInt(Math.round((1 - rate) * 2 ** 20)) << 36n

describe('within a trace', () => {
  it('all signals and services decide alike, as OpenTelemetry does', () => {
    // Rates of 20 binary digits, which are exact in either arithmetic.
    const rates = fc.integer({ min: 0, max: 2 ** 20 - 1 }).map((part) => part / 2 ** 20)
    fc.assert(
      fc.property(hex(18), hex(14), rates, (rest, random, rate) => {
        const signal = withTrace(rest + random)
        const kept = createSample({ error: rate }, never)(signal)
        // A rate of nothing has no threshold there.
        expect(kept).toBe(rate > 0 && isKept(rest + random, rate) ? signal : 'sampledOut')
      }),
      { numRuns: 2_000 },
    )
  })

  it.each([
    ['80000000000000', 0.5, true],
    ['7fffffffffffff', 0.5, false],
    ['c0000000000000', 0.25, true],
    ['bfffffffffffff', 0.25, false],
    ['ffffffffffffff', 2 ** -52, true],
    ['ffffffffffffff', 0, false],
    ['00000000000000', 1, true],
  ])('the random part %s is kept at a rate of %d: %s', (random, rate, isKept) => {
    const signal = withTrace(`0af7651916cd43dd84${random}`)
    expect(createSample({ error: rate }, never)(signal)).toBe(isKept ? signal : 'sampledOut')
  })

  it('what a lower rate keeps, a higher one keeps too', () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(hex(32), rate, rate, (traceId, one, other) => {
        const signal = withTrace(traceId)
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        const isIn = (rate: number): boolean =>
          createSample({ error: rate }, never)(signal) === signal
        expect(isIn(low) && !isIn(high)).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })

  it.each(['', 'unreadable'])('an id of %j is no trace: chance decides', (traceId) => {
    const signal = withTrace(traceId)
    const at = (drawn: number): unknown => createSample({ error: 0.5 }, () => drawn)(signal)
    expect([at(0.4), at(0.6)]).toEqual(['sampledOut', signal])
  })
})

describe('of 100,000 signals', () => {
  const count = 100_000
  const random = createSeededRandom(7)
  const digits = (): string =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0')
  const traceId = (): string => `0af7651916cd43dd${digits()}${digits()}`

  it.each([
    ['by chance', 0.01, () => error],
    ['by chance', 0.5, () => error],
    ['by trace', 0.01, () => withTrace(traceId())],
    ['by trace', 0.5, () => withTrace(traceId())],
    ['by trace', 0.9, () => withTrace(traceId())],
  ])('%s, the share of %d is kept', (_, rate, make) => {
    const sample = createSample({ error: rate }, random)
    let kept = 0
    for (let made = 0; made < count; made++) if (sample(make()) !== 'sampledOut') kept++
    // Five standard deviations: one of some millions of seeds falls out of it.
    const margin = 5 * Math.sqrt(count * rate * (1 - rate))
    expect(Math.abs(kept - count * rate)).toBeLessThan(margin)
  })
})

describe('a kind', () => {
  const { id, time, resource, scope } = error
  const event: Signal = { kind: 'event', id, time, resource, scope, name: 'paid', attributes: {} }

  it('without a rate goes through whole, and so does one whose rate is 1', () => {
    const sample = createSample({ event: 1 }, never)
    expect([sample(error), sample(event)]).toEqual([error, event])
  })

  it('has a rate of its own', () => {
    const sample = createSample({ event: 0 }, () => 0.999)
    expect([sample(error), sample(event)]).toEqual([error, 'sampledOut'])
  })
})
