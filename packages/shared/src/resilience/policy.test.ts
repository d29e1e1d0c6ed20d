import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ResilienceSetUp, setUpResilience } from '../testing/setUpResilience.ts'
import { BulkheadFullError } from './bulkheadFullError.ts'
import { createPolicy, type PolicyOptions } from './policy.ts'
import { createRetryBudget } from './retryBudget.ts'

const setUp = (): ResilienceSetUp => setUpResilience(() => new AbortController())
const hang = (): Promise<never> => new Promise(() => undefined)
const fail = (): Promise<never> => Promise.reject(new Error('down'))
const quick = { jitter: 'none', baseDelay: 10 } as const

describe('policy', () => {
  it('without any part only calls', async () => {
    const { host } = setUp()
    const policy = createPolicy({}, host)
    expect(await policy.run(({ attempt }) => attempt)).toBe(1)
    expect(policy.state()).toEqual({})
    expect(policy.breaker).toBeUndefined()
    await expect(
      policy.run(() => {
        throw new Error('at once')
      }),
    ).rejects.toThrow('at once')
  })

  it('gives the function the very signal of the caller where nothing else may abort it', async () => {
    const { host } = setUp()
    const { signal } = new AbortController()
    const policy = createPolicy({ retry: {} }, host)
    expect(await policy.run((call) => call.signal, { signal })).toBe(signal)
  })

  it('times each attempt, retries what took too long, and falls back in the end', async () => {
    const { runtime, host, follow, events, on, openTimers } = setUp()
    const policy = createPolicy(
      { timeout: 100, retry: { attempts: 2, ...quick }, fallback: 'cached', on },
      host,
    )
    const standing = follow(policy.run(hang))
    await runtime.advance(1_000)
    expect(standing()).toMatchObject({ value: 'cached', at: 210 })
    expect(events).toMatchObject([
      { type: 'timeout', of: 'call', after: 100 },
      { type: 'retry', attempt: 1, delay: 10, error: { code: 'CALL_TIMEOUT' } },
      { type: 'timeout' },
      { type: 'fallback', error: { code: 'CALL_TIMEOUT' } },
      { type: 'settled', outcome: 'fallback', attempts: 2, duration: 210 },
    ])
    expect(openTimers()).toBe(0)
  })

  it('counts each attempt for the breaker, and does not retry what the breaker rejects', async () => {
    const { runtime, host, follow, events, on } = setUp()
    const policy = createPolicy(
      { retry: { attempts: 9, ...quick }, breaker: { threshold: 3 }, on },
      host,
    )
    let calls = 0
    const standing = follow(policy.run(() => fail().finally(() => calls++)))
    await runtime.advance(10_000)
    expect(calls).toBe(3)
    expect(standing()).toMatchObject({ error: { code: 'BREAKER_OPEN' } })
    expect(events.at(-1)).toMatchObject({ type: 'settled', outcome: 'rejected', attempts: 3 })
    expect(policy.state()).toMatchObject({ breaker: { state: 'open' } })
  })

  it('does not count a full bulkhead as a failure of what is called', async () => {
    const { runtime, host, follow } = setUp()
    const policy = createPolicy({ breaker: { threshold: 1 }, bulkhead: { concurrency: 1 } }, host)
    follow(policy.run(hang))
    await runtime.settle()
    await expect(policy.run(() => 1)).rejects.toBeInstanceOf(BulkheadFullError)
    expect(policy.state()).toEqual({
      breaker: { state: 'closed', retryAfter: 0 },
      bulkhead: { active: 1, queued: 0 },
    })
  })

  it('does not count a deadline that passes in the queue of the bulkhead', async () => {
    const { runtime, host, follow } = setUp()
    const policy = createPolicy(
      {
        retry: { deadline: 100 },
        breaker: { threshold: 1 },
        bulkhead: { concurrency: 1, queue: 1 },
      },
      host,
    )
    const caller = new AbortController()
    follow(policy.run(hang, { signal: caller.signal }))
    await runtime.settle()
    await runtime.advance(50)
    const queued = follow(policy.run(hang))
    await runtime.settle()
    caller.abort()
    await runtime.advance(100)
    expect(queued()).toMatchObject({ error: { code: 'CALL_TIMEOUT' }, at: 150 })
    expect(policy.state()).toMatchObject({ breaker: { state: 'closed' }, bulkhead: { queued: 0 } })
  })

  it('does not time the wait for a place', async () => {
    const { runtime, host, follow } = setUp()
    const policy = createPolicy({ bulkhead: { concurrency: 1, queue: 1 }, timeout: 100 }, host)
    const takes80 = (): Promise<string> =>
      new Promise((resolve) => runtime.scheduler.after(80 as never, () => resolve('done')))
    const all = [follow(policy.run(takes80)), follow(policy.run(takes80))]
    await runtime.advance(1_000)
    expect(all.map((standing) => standing())).toMatchObject([
      { at: 80 },
      { at: 160, value: 'done' },
    ])
  })

  it('hedges within one attempt, and times each call of it', async () => {
    const { runtime, host, follow, events, on } = setUp()
    const policy = createPolicy({ timeout: 100, hedge: { delay: 60 }, on }, host)
    const standing = follow(policy.run(hang))
    await runtime.advance(1_000)
    expect(standing()).toMatchObject({ error: { code: 'CALL_TIMEOUT' }, at: 160 })
    expect(events.at(-1)).toMatchObject({ type: 'settled', outcome: 'failure', attempts: 2 })
  })

  it('tells that the caller gave up, without a retry, a fallback or a mark for the breaker', async () => {
    const { runtime, host, follow, events, on } = setUp()
    const caller = new AbortController()
    const policy = createPolicy(
      { retry: {}, breaker: { threshold: 1 }, timeout: '1s', fallback: 'cached', on },
      host,
    )
    const standing = follow(policy.run(hang, { signal: caller.signal }))
    await runtime.settle()
    caller.abort('gone')
    await runtime.settle()
    expect(standing()).toMatchObject({ error: 'gone' })
    expect(events).toMatchObject([
      { type: 'settled', outcome: 'aborted', attempts: 1, error: 'gone' },
    ])
    expect(policy.state().breaker?.state).toBe('closed')
  })

  it('shows the budget that it shares', () => {
    const { host } = setUp()
    const budget = createRetryBudget({ burst: 3 }, host)
    expect(createPolicy({ retry: { budget } }, host).state()).toEqual({ budget: { tokens: 3 } })
  })

  it('is not changed by a listener that throws', async () => {
    const { host } = setUp()
    const on = (): never => {
      throw new Error('of the listener')
    }
    const policy = createPolicy(
      { retry: { attempts: 2, baseDelay: 0 }, fallback: 'cached', on },
      host,
    )
    expect(await policy.run(() => 1)).toBe(1)
  })

  it('names every wrong option in one error, and never a value', () => {
    const wrong = {
      timeout: 'sk_live_secret',
      retry: { attempts: 0, atempts: 3, jitter: 'sk_live_secret' },
      breaker: { ratio: 2, threshold: 1.5 },
      bulkhead: {},
      hedge: 5,
      on: 'sk_live_secret',
      fallbak: 1,
      constructor: 1,
    } as unknown as PolicyOptions
    const make = (): unknown => createPolicy(wrong, setUp().host)
    expect(make).toThrow(TypeError)
    for (const name of [
      'timeout.after',
      'retry.attempts',
      'retry.atempts',
      'retry.jitter',
      'breaker.ratio',
      'breaker.threshold',
      'bulkhead.concurrency',
      'hedge: expected an object',
      'policy.on',
      'policy.fallbak',
      'policy.constructor',
    ])
      expect(make).toThrow(name)
    expect(make).not.toThrow('secret')
  })
})

interface Step {
  readonly takes: number
  readonly fails: boolean
}

const timeout = 100
const cooldown = 300

/** Timeout, retry and breaker as a loop over numbers: no promises, no timers. */
const createNaive = (attempts: number, threshold: number) => {
  let [failures, openUntil, openings] = [0, 0, 0]
  const attempt = (now: number, { takes, fails }: Step): boolean => {
    const failed = fails || takes >= timeout
    const probing = openings > 0
    failures = failed ? failures + 1 : 0
    if (!failed) openings = 0
    if (failed && (probing || failures >= threshold)) {
      openings++
      openUntil = now + Math.min(takes, timeout) + cooldown * 2 ** (openings - 1)
      failures = 0
    }
    return !failed
  }
  return (
    start: number,
    steps: readonly Step[],
  ): { readonly outcome: string; readonly at: number } => {
    let now = start
    for (let index = 0; ; index++) {
      const step = steps[index] ?? { takes: 0, fails: true }
      if (openings > 0 && now < openUntil) return { outcome: 'BREAKER_OPEN', at: now }
      const succeeds = attempt(now, step)
      now += Math.min(step.takes, timeout)
      if (succeeds) return { outcome: 'success', at: now }
      if (index + 1 >= attempts)
        return { outcome: step.takes >= timeout ? 'CALL_TIMEOUT' : 'down', at: now }
      now += 10 * 2 ** index
    }
  }
}

it('does what a naive policy does: when each run settles, and how', async () => {
  const step = fc.record({
    takes: fc.nat(150).filter((takes) => takes !== timeout),
    fails: fc.boolean(),
  })
  const runs = fc.array(
    fc.record({ wait: fc.nat(800), steps: fc.array(step, { minLength: 3, maxLength: 3 }) }),
    {
      maxLength: 12,
    },
  )
  await fc.assert(
    fc.asyncProperty(runs, fc.integer({ min: 1, max: 3 }), async (all, attempts) => {
      const { runtime, host, follow, elapsed } = setUp()
      const policy = createPolicy(
        { timeout, retry: { attempts, ...quick }, breaker: { threshold: 2, cooldown } },
        host,
      )
      const naive = createNaive(attempts, 2)
      for (const { wait, steps } of all) {
        await runtime.advance(wait)
        const start = elapsed()
        const standing = follow(
          policy.run(({ attempt }) => {
            const { takes, fails } = steps[attempt - 1] ?? { takes: 0, fails: true }
            return new Promise<void>((resolve, reject) => {
              runtime.scheduler.after(takes as never, () =>
                fails ? reject({ code: 'down' }) : resolve(),
              )
            })
          }),
        )
        await runtime.advance(1_000)
        const settled = standing()
        const { outcome, at } = naive(start, steps)
        expect(settled).toMatchObject(
          outcome === 'success'
            ? { type: 'resolved', at }
            : { type: 'rejected', at, error: { code: outcome } },
        )
      }
    }),
  )
})
