import * as ours from '@holdfast/node/resilience'
import * as cockatiel from 'cockatiel'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const { handleAll } = cockatiel
const down = (): Promise<never> => Promise.reject(new Error('down'))
const hang = (): Promise<never> => new Promise(() => undefined)
const ignore = (): undefined => undefined

/** Whether it has settled by now. */
const follow = (run: Promise<unknown>): (() => boolean) => {
  let settled = false
  run.then(
    () => (settled = true),
    () => (settled = true),
  )
  return () => settled
}

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['Date', 'performance', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  })
})
afterEach(() => vi.useRealTimers())

describe('failures of an hour ago', () => {
  const failThenComeBack = async (run: (fn: () => Promise<unknown>) => Promise<unknown>) => {
    for (let index = 0; index < 100; index++) {
      await run(index % 2 ? down : async () => 1).catch(ignore)
    }
    await vi.advanceTimersByTimeAsync(3_600_000)
    await run(down).catch(ignore)
  }

  it('open a sampling breaker of cockatiel', async () => {
    const sampling = { threshold: 0.5, duration: 30_000, minimumRps: 1 }
    const breaker = new cockatiel.SamplingBreaker(sampling)
    const policy = cockatiel.circuitBreaker(handleAll, { halfOpenAfter: 1_000, breaker })
    await failThenComeBack((fn) => policy.execute(fn))
    expect(policy.state).toBe(cockatiel.CircuitState.Open)
  })

  it('do not open ours', async () => {
    const breaker = ours.breaker({ ratio: 0.51, window: '30s', minimumCalls: 30 })
    await failThenComeBack(breaker.run)
    expect(breaker.state().state).toBe('closed')
  })
})

describe('a probe that never comes back', () => {
  it('holds every later call of cockatiel for ever', async () => {
    const policy = cockatiel.circuitBreaker(handleAll, {
      halfOpenAfter: 1_000,
      breaker: new cockatiel.ConsecutiveBreaker(1),
    })
    await policy.execute(down).catch(ignore)
    await vi.advanceTimersByTimeAsync(1_000)
    void policy.execute(hang)
    const next = follow(policy.execute(async () => 1))
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(next()).toBe(false)
  })

  it('is replaced by ours, and later calls are told at once when to come back', async () => {
    const { run } = ours.breaker({ threshold: 1, cooldown: 1_000 })
    await run(down).catch(ignore)
    await vi.advanceTimersByTimeAsync(1_000)
    void run(hang)
    await expect(run(async () => 1)).rejects.toMatchObject({ retryAfter: 1_000 })
    await vi.advanceTimersByTimeAsync(1_000)
    expect(await run(async () => 1)).toBe(1)
  })
})

describe('a caller that gives up while a retry waits', () => {
  const waitFor = async (run: (signal: AbortSignal) => Promise<unknown>) => {
    const caller = new AbortController()
    const settled = follow(run(caller.signal))
    await vi.advanceTimersByTimeAsync(1)
    caller.abort()
    await vi.advanceTimersByTimeAsync(1)
    return { settled: settled(), timers: vi.getTimerCount() }
  }

  it('still waits with cockatiel, and its timer stays', async () => {
    const backoff = new cockatiel.ConstantBackoff(60_000)
    const policy = cockatiel.retry(handleAll, { maxAttempts: 2, backoff })
    expect(await waitFor((signal) => policy.execute(down, signal))).toEqual({
      settled: false,
      timers: 1,
    })
  })

  it('is answered at once by ours, and no timer stays', async () => {
    const { run } = ours.retry({ baseDelay: 60_000, maxDelay: 60_000, jitter: 'none' })
    expect(await waitFor((signal) => run(down, { signal }))).toEqual({ settled: true, timers: 0 })
  })
})

describe('a queued call whose caller gives up', () => {
  it('keeps its place in the queue of cockatiel', async () => {
    const policy = cockatiel.bulkhead(1, 1)
    const caller = new AbortController()
    void policy.execute(hang)
    policy.execute(async () => 1, caller.signal).catch(ignore)
    caller.abort()
    await vi.advanceTimersByTimeAsync(1)
    expect(policy.queueSlots).toBe(0)
  })

  it('leaves ours', async () => {
    const narrow = ours.bulkhead({ concurrency: 1, queue: 1 })
    const caller = new AbortController()
    void narrow.run(hang)
    narrow.run(async () => 1, { signal: caller.signal }).catch(ignore)
    caller.abort()
    await vi.advanceTimersByTimeAsync(1)
    expect(narrow.state()).toEqual({ active: 1, queued: 0 })
  })
})

describe('a listener that throws', () => {
  it('breaks the call of cockatiel', async () => {
    const policy = cockatiel.retry(handleAll, { maxAttempts: 1 })
    policy.onRetry(() => {
      throw new Error('of the listener')
    })
    await expect(policy.execute(down)).rejects.toThrow('of the listener')
  })

  it('does not change ours', async () => {
    const on = (): never => {
      throw new Error('of the listener')
    }
    const run = ours.retry({ attempts: 2, baseDelay: 0, on }).run(down)
    run.catch(ignore)
    await vi.advanceTimersByTimeAsync(10)
    await expect(run).rejects.toThrow('down')
  })
})

describe('a state that is carried', () => {
  it('opens ours elsewhere, and garbage is ignored', async () => {
    const here = ours.policy({ breaker: { threshold: 1, cooldown: '30s' } })
    await here.run(down).catch(ignore)
    const there = ours.policy({ breaker: { threshold: 1, cooldown: '30s' } })
    if (!here.breaker || !there.breaker) throw new Error('A policy has lost its breaker')
    const carried: unknown = JSON.parse(JSON.stringify(ours.takeSnapshot(here.breaker)))
    await vi.advanceTimersByTimeAsync(10_000)
    expect(ours.hydrate(there.breaker, { ownState: { value: 9 } })).toBe(false)
    expect(ours.hydrate(there.breaker, carried)).toBe(true)
    expect(there.state().breaker).toEqual({ state: 'open', retryAfter: 20_000 })
  })

  it('that is garbage breaks every call of cockatiel', async () => {
    const policy = cockatiel.circuitBreaker(handleAll, {
      halfOpenAfter: 1_000,
      breaker: new cockatiel.ConsecutiveBreaker(1),
      initialState: { ownState: { value: 9 }, breakerState: 0 },
    })
    await expect(policy.execute(async () => 1)).rejects.toThrow('Unexpected circuit state')
  })
})

describe('a deadline', () => {
  it('of ours bounds all attempts and waits', async () => {
    const started = performance.now()
    const { run } = ours.retry({ attempts: 99, deadline: '1s', baseDelay: 300, jitter: 'none' })
    const settled = run(hang).catch(() => performance.now() - started)
    await vi.advanceTimersByTimeAsync(10_000)
    expect(await settled).toBe(1_000)
  })
})

describe('Retry-After', () => {
  it('is obeyed by ours', async () => {
    const delays: number[] = []
    const { run } = ours.retry({
      attempts: 2,
      jitter: 'none',
      baseDelay: 0,
      retryResultIf: (response) => response instanceof Response && response.status === 429,
      on: (event) => event.type === 'retry' && delays.push(event.delay),
    })
    const answer = run(async ({ attempt }) =>
      attempt === 1
        ? new Response(null, { status: 429, headers: { 'retry-after': '7' } })
        : 'served',
    )
    await vi.advanceTimersByTimeAsync(7_000)
    expect([await answer, delays]).toEqual(['served', [7_000]])
  })
})
