import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { LossReason } from '../model/lossReason.ts'
import type { ErrorSignal, Signal } from '../model/signal.ts'
import { monotonicTime, wallTime } from '../model/units.ts'
import { createThrownSignal } from '../testing/thrownSignal.ts'
import { createRateCap } from './rateCap.ts'

const minute = 60_000

const thrown = createThrownSignal()
const fail = (name: string | number): ErrorSignal => ({
  ...thrown,
  scope: { ...thrown.scope, fingerprint: [String(name)] },
})

const setUp = (perMinute: number, perFailure: number) => {
  let now = 5_000
  const clock = { now: () => monotonicTime(now), wall: () => wallTime(0) }
  const cap = createRateCap({ clock, perMinute, perFailure })
  return {
    pass: (signal: Signal, after = 0): Signal | LossReason => {
      now += after
      return cap(signal)
    },
    /** How many of so many go on, each a while after the one before. */
    count: (signals: number, after: number, make: (index: number) => Signal): number => {
      let gone = 0
      for (let index = 0; index < signals; index++) {
        now += after
        if (cap(make(index)) !== 'rateCapped') gone++
      }
      return gone
    },
  }
}

describe('of one failure', () => {
  it('as many go on at once as the cap says, and then as many a minute', () => {
    const { count } = setUp(300, 30)
    const loop = () => fail('render')
    expect(count(1_000, 0, loop)).toBe(30)
    expect(count(60_000, 1, loop)).toBe(30)
    expect(count(600, 100, loop)).toBe(30)
    expect(count(1, 10 * minute, loop)).toBe(1)
    expect(count(1_000, 0, loop)).toBe(29)
  })

  it('the next to go on tells how many were held back since the last', () => {
    const { pass, count } = setUp(300, 2)
    expect(count(9, 0, () => fail('render'))).toBe(2)
    expect(pass(fail('other'))).toEqual(fail('other'))
    expect(pass(fail('render'), minute)).toEqual({ ...fail('render'), heldBack: 7 })
    expect(pass(fail('render'))).toEqual(fail('render'))
    expect(pass(fail('render'))).toBe('rateCapped')
    expect(pass(fail('render'), minute)).toMatchObject({ heldBack: 1 })
  })

  it('others go on meanwhile', () => {
    const { count } = setUp(300, 30)
    expect(count(1_000, 0, () => fail('render'))).toBe(30)
    expect(count(100, 0, fail)).toBe(100)
  })
})

describe('of all', () => {
  it('as many go on at once as the cap says, and then as many a minute', () => {
    const { count } = setUp(300, 30)
    expect(count(1_000, 0, fail)).toBe(300)
    expect(count(60_000, 1, fail)).toBe(300)
  })

  it('what the cap of its failure holds back uses up nothing', () => {
    const { count } = setUp(40, 30)
    expect(count(10_000, 0, () => fail('render'))).toBe(30)
    expect(count(50, 0, fail)).toBe(10)
  })
})

it('what a cap says is exact, whatever its parts of a minute are', () => {
  for (let cap = 1; cap <= 300; cap += 7) {
    const { pass, count } = setUp(300, cap)
    pass(fail('another'), 86_400_000.123)
    expect(count(cap + 10, 0, () => fail('render'))).toBe(Math.min(cap, 299))
    const { count: countAll } = setUp(cap, 30)
    expect(countAll(cap + 10, 0.7 / cap, fail)).toBe(cap)
  }
})

it('a clock that goes back frees nothing, and blocks no longer than a minute', () => {
  const { pass, count } = setUp(300, 30)
  expect(count(100, 0, () => fail('render'))).toBe(30)
  expect(pass(fail('render'), -3_600_000)).toBe('rateCapped')
  expect(count(100, 600, () => fail('render'))).toBe(30)
})

it('a clock that stands still does not hold up those of other failures', () => {
  const { count } = setUp(1_000, 3)
  expect(count(900, 0, (index) => fail(index % 300))).toBe(900)
  expect(count(300, 0, (index) => fail(300 + index))).toBe(100)
})

it('of many failures, the one that was not seen for longest is forgotten', () => {
  const { pass, count } = setUp(1_000_000, 1)
  expect(count(1_000, 0, fail)).toBe(1_000)
  expect(pass(fail(0))).toBe('rateCapped')
  expect(count(1, 0, () => fail('one more'))).toBe(1)
  expect(pass(fail(0))).toBe('rateCapped')
  expect(pass(fail(999))).toBe('rateCapped')
  expect(pass(fail(1))).toEqual(fail(1))
})

it('other signals go on, however many', () => {
  const { id, time, resource, scope } = fail('any')
  const event: Signal = { kind: 'event', id, time, resource, scope, name: 'paid', attributes: {} }
  const { pass, count } = setUp(1, 1)
  expect(count(100, 0, () => event)).toBe(100)
  expect(pass(fail('first'))).toEqual(fail('first'))
})

it('the failures that it remembers hold on to none of their stacks', () => {
  setFlagsFromString('--expose-gc')
  const collect: () => void = runInNewContext('gc')
  const used = (): number => {
    collect()
    return process.memoryUsage().heapUsed
  }
  const line = '\n    at f (https://shop.example/app.js:1:1)'.repeat(700)
  const { count } = setUp(10_000, 30)
  const before = used()
  const make = (index: number) => {
    const stack = `Error: order failed\n    at buy (https://shop.example/${index}.js:1:1)${line}`
    return createThrownSignal({ stack })
  }
  expect(count(1_000, 0, make)).toBe(1_000)
  // 30 MB of stacks went by.
  expect(used() - before).toBeLessThan(6_000_000)
  expect(count(1, 0, () => make(0))).toBe(1)
})

/** Buckets that are filled by hand, in whole parts of a signal: no fraction, no trick. */
const createModel = (perMinute: number, perFailure: number) => {
  interface Bucket {
    left: number
    at: number
    heldBack: number
  }
  const make = (most: number): Bucket => ({ left: most * minute, at: 0, heldBack: 0 })
  const fill = (bucket: Bucket, most: number, now: number): void => {
    // Time that a clock takes back is not given twice.
    const passed = Math.max(0, now - bucket.at)
    bucket.left = Math.min(most * minute, bucket.left + passed * most)
    bucket.at = now
  }
  const all = make(perMinute)
  const failures = new Map<string, Bucket>()
  return (name: string, now: number): number | undefined => {
    const own = failures.get(name) ?? make(perFailure)
    failures.set(name, own)
    fill(all, perMinute, now)
    fill(own, perFailure, now)
    if (all.left < minute || own.left < minute) {
      own.heldBack++
      return undefined
    }
    all.left -= minute
    own.left -= minute
    const { heldBack } = own
    own.heldBack = 0
    return heldBack
  }
}

const moves = (step: fc.Arbitrary<number>) =>
  fc.array(fc.record({ name: fc.constantFrom('a', 'b', 'c', 'd'), step }), { maxLength: 200 })
const caps = [fc.constantFrom(1, 2, 5, 12, 30), fc.constantFrom(1, 2, 3, 6, 30)] as const
const forward = fc.oneof(fc.constantFrom(0, 1, 500, 2_000, 10_000, minute), fc.nat(20_000))

it('does as a model does that counts by hand, at any times', () => {
  fc.assert(
    fc.property(...caps, moves(forward), (perMinute, perFailure, steps) => {
      const { pass } = setUp(perMinute, perFailure)
      const model = createModel(perMinute, perFailure)
      let now = 5_000
      for (const { name, step } of steps) {
        now += step
        const heldBack = model(name, now)
        const next = pass(fail(name), step)
        if (heldBack === undefined) expect(next).toBe('rateCapped')
        else expect(next).toEqual({ ...fail(name), ...(heldBack > 0 && { heldBack }) })
      }
    }),
    { numRuns: 500 },
  )
})

it('lets no more through than its caps say, whatever the clock does', () => {
  const anywhere = fc.oneof(forward, forward, fc.integer({ min: -100_000, max: 100_000 }))
  fc.assert(
    fc.property(...caps, moves(anywhere), (perMinute, perFailure, steps) => {
      const { pass } = setUp(perMinute, perFailure)
      const gone = { all: 0, a: 0, b: 0, c: 0, d: 0 }
      const held = { a: 0, b: 0, c: 0, d: 0 }
      let passed = 0
      for (const { name, step } of steps) {
        passed += Math.max(step, 0)
        const next = pass(fail(name), step)
        if (typeof next === 'string') {
          held[name as 'a']++
          continue
        }
        // No signal that was held back is told of twice, or by another failure.
        expect('heldBack' in next ? next.heldBack : 0).toBe(held[name as 'a'])
        held[name as 'a'] = 0
        gone.all++
        gone[name as 'a']++
        expect(gone.all).toBeLessThanOrEqual(perMinute * (1 + passed / minute) + 0.01)
        expect(gone[name as 'a']).toBeLessThanOrEqual(perFailure * (1 + passed / minute) + 0.01)
      }
    }),
    { numRuns: 500 },
  )
})
