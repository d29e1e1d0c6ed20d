import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ResilienceSetUp, setUpResilience } from '../testing/setUpResilience.ts'
import { type Breaker, createBreaker } from './breaker.ts'
import { hydrate, takeSnapshot } from './breakerSnapshot.ts'

const setUp = (): ResilienceSetUp => setUpResilience(() => new AbortController())
const options = { threshold: 3, cooldown: 1_000, maxCooldown: 10_000 }
const fail = (breaker: Breaker) =>
  breaker.run(() => Promise.reject(new Error('down'))).catch(() => undefined)
const carry = (breaker: Breaker): unknown => JSON.parse(JSON.stringify(takeSnapshot(breaker)))

describe('a snapshot', () => {
  it('opens a breaker in another isolate for what is left of the cooldown', async () => {
    const [here, there] = [setUp(), setUp()]
    const breaker = createBreaker(options, here.host)
    for (let index = 0; index < 3; index++) await fail(breaker)
    await here.runtime.advance(300)
    const carried = carry(breaker)
    // Its monotonic clock tells something else; its calendar says that 500 ms have passed.
    await there.runtime.advance(86_400_000)
    there.runtime.jumpWall(-86_400_000 + 800)
    const other = createBreaker(options, there.host)
    expect(hydrate(other, carried)).toBe(true)
    expect(other.state()).toEqual({ state: 'open', retryAfter: 200 })
    await there.runtime.advance(200)
    await fail(other)
    expect(other.state()).toEqual({ state: 'open', retryAfter: 2_000 })
  })

  it('carries failures in a row, and opens nothing by itself', async () => {
    const { host } = setUp()
    const breaker = createBreaker(options, host)
    await fail(breaker)
    await fail(breaker)
    const other = createBreaker(options, host)
    hydrate(other, carry(breaker))
    expect(other.state().state).toBe('closed')
    await fail(other)
    expect(other.state().state).toBe('open')
  })

  it('carries the window, and forgets it by elapsed time (fault 1), however often it is carried', async () => {
    const { host, runtime } = setUp()
    const ratio = { ratio: 0.5, minimumCalls: 4, window: '10s' } as const
    let breaker = createBreaker(ratio, host)
    const move = (): void => {
      const carried = carry(breaker)
      breaker = createBreaker(ratio, host)
      hydrate(breaker, carried)
    }
    for (let index = 0; index < 3; index++) await fail(breaker)
    move()
    await runtime.advance(5_000)
    move()
    expect(takeSnapshot(breaker)).toMatchObject({ parts: [{ ago: 5_000, failures: 3, total: 3 }] })
    await runtime.advance(5_000)
    move()
    expect(takeSnapshot(breaker)).toMatchObject({ parts: [] })
    await fail(breaker)
    expect(breaker.state().state).toBe('closed')
  })

  it('leaves isolation with who isolated it', () => {
    const { host } = setUp()
    const breaker = createBreaker(options, host)
    const stop = breaker.isolate()
    expect(takeSnapshot(breaker).state).toBe('closed')
    expect(hydrate(breaker, takeSnapshot(breaker))).toBe(false)
    expect(breaker.state().state).toBe('isolated')
    stop()
  })

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['null', null],
    ['a text', 'open'],
    ['a list', []],
    ['another state', { state: 'ajar', at: 1 }],
    ['no time', { state: 'open', retryAfter: 5 }],
    ['a time that is none', { state: 'open', at: Number.NaN, retryAfter: 5 }],
    [
      'a proxy that was revoked',
      (() => {
        const { proxy, revoke } = Proxy.revocable({}, {})
        revoke()
        return proxy
      })(),
    ],
  ])('that is %s is ignored', (_, garbage) => {
    const breaker = createBreaker(options, setUp().host)
    expect(hydrate(breaker, garbage)).toBe(false)
    expect(breaker.state()).toEqual({ state: 'closed', retryAfter: 0 })
  })

  it('of any content neither throws nor shuts it for longer than its longest cooldown', async () => {
    const number = fc.oneof(fc.double(), fc.integer(), fc.anything())
    const part = fc.oneof(
      fc.anything(),
      fc.record({ ago: number, failures: number, total: number }),
    )
    const snapshot = fc.oneof(
      fc.anything({ withBigInt: true, withNullPrototype: true }),
      fc.record({
        state: fc.constantFrom('open', 'closed', 'halfOpen', 'isolated'),
        at: number,
        failures: number,
        openings: number,
        retryAfter: number,
        parts: fc.oneof(fc.anything(), fc.array(part)),
      }),
    )
    await fc.assert(
      fc.asyncProperty(snapshot, async (given) => {
        const { host, runtime } = setUp()
        const breaker = createBreaker({ ...options, ratio: 0.5 }, host)
        hydrate(breaker, given)
        expect(breaker.state().retryAfter).toBeLessThanOrEqual(10_000)
        await runtime.advance(10_000)
        expect(await breaker.run(() => 'let in')).toBe('let in')
      }),
    )
  })
})
