import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ResilienceSetUp, setUpResilience } from '../testing/setUpResilience.ts'
import { type BreakerOptions, createBreaker } from './breaker.ts'
import type { BreakerStateName } from './breakerStateName.ts'

const setUp = (): ResilienceSetUp => setUpResilience(() => new AbortController())

const open = (options: BreakerOptions = {}, given = setUp()) => {
  const breaker = createBreaker(
    { threshold: 2, cooldown: 1_000, ...options, on: given.on },
    given.host,
  )
  const call = (succeeds: boolean): Promise<string> =>
    breaker
      .run(() => {
        if (!succeeds) throw new Error('down')
      })
      .then(
        () => 'succeeded',
        (error: { readonly code?: string }) => error.code ?? 'failed',
      )
  return { ...given, breaker, call }
}

const states = ({ events }: ResilienceSetUp): readonly string[] =>
  events.flatMap((event) => (event.type === 'breaker' ? [`${event.from} ${event.to}`] : []))

describe('breaker', () => {
  it('opens after so many failures in a row, and not before', async () => {
    const { call, breaker } = open({ threshold: 3 })
    for (const succeeds of [false, false, true, false, false]) await call(succeeds)
    expect(breaker.state()).toEqual({ state: 'closed', retryAfter: 0 })
    await call(false)
    expect(breaker.state()).toEqual({ state: 'open', retryAfter: 1_000 })
    expect(await call(true)).toBe('BREAKER_OPEN')
  })

  it('says when to come back', async () => {
    const { call, breaker, runtime } = open({ threshold: 1 })
    await call(false)
    await runtime.advance(400)
    await expect(breaker.run(() => 1)).rejects.toMatchObject({
      name: 'BreakerOpenError',
      retryAfter: 600,
    })
  })

  it('lets one probe through after the cooldown, and closes when it succeeds', async () => {
    const set = open()
    await set.call(false)
    await set.call(false)
    await set.runtime.advance(1_000)
    expect(set.breaker.state()).toEqual({ state: 'halfOpen', retryAfter: 0 })
    const probe = set.call(true)
    expect(await set.call(true)).toBe('BREAKER_OPEN')
    expect(await probe).toBe('succeeded')
    expect(set.breaker.state().state).toBe('closed')
    expect(states(set)).toEqual(['closed open', 'open halfOpen', 'halfOpen closed'])
  })

  it('closes only when as many probes as asked for have succeeded', async () => {
    const { call, breaker, runtime } = open({ threshold: 1, probes: 2 })
    await call(false)
    await runtime.advance(1_000)
    await call(true)
    expect(breaker.state().state).toBe('halfOpen')
    await call(true)
    expect(breaker.state().state).toBe('closed')
  })

  it('doubles its cooldown with each probe that fails, up to the longest', async () => {
    const { call, runtime, events } = open({ threshold: 1, maxCooldown: 5_000 })
    await call(false)
    for (let index = 0; index < 4; index++) {
      await runtime.advance(5_000)
      await call(false)
    }
    const cooldowns = events.flatMap((event) =>
      event.type === 'breaker' && event.cooldown ? [event.cooldown] : [],
    )
    expect(cooldowns).toEqual([1_000, 2_000, 4_000, 5_000, 5_000])
  })

  it('shortens a cooldown at random where it should, by half at most', async () => {
    for (let seed = 0; seed < 20; seed++) {
      const { call, breaker } = open(
        { threshold: 1, jitter: true },
        setUpResilience(() => new AbortController(), seed),
      )
      await call(false)
      const { retryAfter } = breaker.state()
      expect(retryAfter).toBeGreaterThanOrEqual(500)
      expect(retryAfter).toBeLessThan(1_000)
    }
  })

  it('replaces a probe that never comes back, and does not listen to it any more', async () => {
    const { call, breaker, runtime, follow } = open({ threshold: 1 })
    await call(false)
    await runtime.advance(1_000)
    let fail: (error: unknown) => void = () => undefined
    const lost = follow(breaker.run(() => new Promise((_, reject) => (fail = reject))))
    await runtime.advance(999)
    expect(await call(true)).toBe('BREAKER_OPEN')
    await runtime.advance(1)
    expect(await call(true)).toBe('succeeded')
    fail(new Error('late'))
    await runtime.settle()
    expect(lost().type).toBe('rejected')
    expect(breaker.state().state).toBe('closed')
  })

  it('does not count who gave up, and gives the place of such a probe to the next', async () => {
    const { call, breaker, runtime } = open({ threshold: 1 })
    const giveUp = async (): Promise<void> => {
      const caller = new AbortController()
      const run = breaker.run(
        ({ signal }) =>
          new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
        { signal: caller.signal },
      )
      run.catch(() => undefined)
      await runtime.settle()
      caller.abort()
      await runtime.settle()
    }
    await giveUp()
    expect(breaker.state().state).toBe('closed')
    await call(false)
    await runtime.advance(1_000)
    await giveUp()
    expect(await call(true)).toBe('succeeded')
  })

  it('counts as a success what failureIf does not call a failure, and results by failureResultIf', async () => {
    const { breaker } = open({
      threshold: 1,
      failureIf: (error) => error !== 404,
      failureResultIf: (result) => result === 503,
    })
    await breaker.run(() => Promise.reject(404)).catch(() => undefined)
    expect(breaker.state().state).toBe('closed')
    expect(await breaker.run(() => 503)).toBe(503)
    expect(breaker.state().state).toBe('open')
  })

  it('opens by the ratio within the window, from so many calls on', async () => {
    const { call, breaker } = open({ threshold: 99, ratio: 0.5, minimumCalls: 4 })
    for (const succeeds of [false, false, true]) await call(succeeds)
    expect(breaker.state().state).toBe('closed')
    await call(false)
    expect(breaker.state().state).toBe('open')
  })

  it('holds no timer', async () => {
    const { call, openTimers } = open()
    for (let index = 0; index < 5; index++) await call(false)
    expect(openTimers()).toBe(0)
  })
})

describe('failures of an hour ago (fault 1: windows are dropped by elapsed time)', () => {
  it('do not open it', async () => {
    const { call, breaker, runtime } = open({
      threshold: 99,
      ratio: 0.5,
      minimumCalls: 5,
      window: '30s',
    })
    for (let index = 0; index < 4; index++) await call(false)
    await runtime.advance(3_600_000)
    for (let index = 0; index < 4; index++) await call(true)
    await call(false)
    expect(breaker.state().state).toBe('closed')
  })
})

describe('take before you give (faults 2 and 6)', () => {
  it('a listener that calls again, or throws, or rejects, changes nothing', async () => {
    const given = setUp()
    const heard: string[] = []
    const breaker = createBreaker(
      {
        threshold: 1,
        cooldown: 10,
        on: (event): void | Promise<void> => {
          heard.push(event.type === 'breaker' ? event.to : event.type)
          if (event.type === 'breaker') void breaker.run(() => 1).catch(() => undefined)
          if (event.type === 'rejected') return Promise.reject(new Error('of an async listener'))
          throw new Error('of the listener')
        },
      },
      given.host,
    )
    await expect(breaker.run(() => Promise.reject(new Error('down')))).rejects.toThrow('down')
    expect(breaker.state().state).toBe('open')
    await given.runtime.settle()
    expect(heard.slice(0, 2)).toEqual(['open', 'rejected'])
  })

  it('a function that runs the same breaker again is counted like any other', async () => {
    const { breaker } = open({ threshold: 2 })
    const nested = breaker.run(() => breaker.run(() => Promise.reject(new Error('inner'))))
    await expect(nested).rejects.toThrow('inner')
    expect(breaker.state().state).toBe('open')
  })

  it('a predicate that throws is heard, and holds no probe (fault 3: cleared in finally)', async () => {
    const { breaker, runtime } = open({
      threshold: 1,
      failureIf: (error) => {
        if (error === 'odd') throw new Error('of the predicate')
        return true
      },
    })
    await breaker.run(() => Promise.reject('down')).catch(() => undefined)
    await runtime.advance(1_000)
    await expect(breaker.run(() => Promise.reject('odd'))).rejects.toThrow('of the predicate')
    expect(await breaker.run(() => 'probe')).toBe('probe')
  })
})

describe('isolate', () => {
  it('holds it open until all who isolated it have let go', async () => {
    const set = open()
    const [first, second] = [set.breaker.isolate(), set.breaker.isolate()]
    expect(set.breaker.state()).toEqual({ state: 'isolated', retryAfter: Infinity })
    await set.runtime.advance(3_600_000)
    expect(await set.call(true)).toBe('BREAKER_OPEN')
    first()
    first()
    expect(set.breaker.state().state).toBe('isolated')
    second()
    expect(await set.call(true)).toBe('succeeded')
    expect(states(set)).toEqual(['closed isolated', 'isolated closed'])
    first()
    const third = set.breaker.isolate()
    second()
    expect(set.breaker.state().state).toBe('isolated')
    third()
  })

  it('is not ended by a call that was under way', async () => {
    const { breaker, runtime } = open({ threshold: 1 })
    let fail: (error: unknown) => void = () => undefined
    breaker.run(() => new Promise((_, reject) => (fail = reject))).catch(() => undefined)
    await runtime.settle()
    breaker.isolate()
    fail(new Error('late'))
    await runtime.settle()
    expect(breaker.state().state).toBe('isolated')
  })
})

type Event = { readonly wait: number; readonly succeeds: boolean }

/** The breaker as one would write it who had all time and memory. */
const createNaive = (threshold: number, cooldown: number, maxCooldown: number) => {
  let state: BreakerStateName = 'closed'
  let [failures, openings, openedAt] = [0, 0, 0]
  const trip = (now: number): void => {
    openings++
    openedAt = now
    state = 'open'
  }
  return (now: number, succeeds: boolean): string => {
    const current = Math.min(maxCooldown, cooldown * 2 ** (openings - 1))
    if (state === 'open' && now - openedAt < current) return 'BREAKER_OPEN'
    if (state === 'open') {
      if (succeeds) [state, failures, openings] = ['closed', 0, 0]
      else trip(now)
      return succeeds ? 'succeeded' : 'failed'
    }
    failures = succeeds ? 0 : failures + 1
    if (failures >= threshold) trip(now)
    return succeeds ? 'succeeded' : 'failed'
  }
}

it('does what a naive breaker does, whatever time passes', async () => {
  const events: fc.Arbitrary<Event[]> = fc.array(
    fc.record({ wait: fc.oneof(fc.nat(50), fc.nat(1_500)), succeeds: fc.boolean() }),
    { maxLength: 60 },
  )
  await fc.assert(
    fc.asyncProperty(events, fc.integer({ min: 1, max: 4 }), async (all, threshold) => {
      const { call, runtime, elapsed } = open({ threshold, cooldown: 400, maxCooldown: 1_000 })
      const naive = createNaive(threshold, 400, 1_000)
      for (const { wait, succeeds } of all) {
        await runtime.advance(wait)
        expect(await call(succeeds)).toBe(naive(elapsed(), succeeds))
      }
    }),
  )
})
