import { describe, expect, it } from 'vitest'
import { type ResilienceSetUp, setUpResilience } from '../testing/setUpResilience.ts'
import { BreakerOpenError } from './breakerOpenError.ts'
import { CallTimeoutError } from './callTimeoutError.ts'
import { createRetry, type RetryOptions } from './retry.ts'

const setUp = (): ResilienceSetUp => setUpResilience(() => new AbortController())

const failing =
  (error: unknown = new Error('down')) =>
  (): Promise<never> =>
    Promise.reject(error)

describe('retry', () => {
  it('counts all attempts, and numbers them', async () => {
    const { runtime, host, follow } = setUp()
    const attempts: number[] = []
    const standing = follow(
      createRetry({ attempts: 4, jitter: 'none', baseDelay: 100 }, host).run(({ attempt }) => {
        attempts.push(attempt)
        throw new Error(`attempt ${attempt}`)
      }),
    )
    await runtime.advance(10_000)
    expect(attempts).toEqual([1, 2, 3, 4])
    expect(standing()).toMatchObject({ error: { message: 'attempt 4' }, at: 100 + 200 + 400 })
  })

  it('ends with the first success', async () => {
    const { runtime, host, follow, openTimers } = setUp()
    const standing = follow(
      createRetry({}, host).run(({ attempt }) => {
        if (attempt < 2) throw new Error('not yet')
        return attempt
      }),
    )
    await runtime.advance(10_000)
    expect(standing()).toMatchObject({ type: 'resolved', value: 2 })
    expect(openTimers()).toBe(0)
  })

  it.each([
    ['fails', failing()],
    ['is refused', () => 503],
  ])('calls once what must not be called twice, and %s', async (_, fn) => {
    const { runtime, host, events, on } = setUp()
    let calls = 0
    const retry = createRetry({ retryResultIf: () => true, on }, host)
    const count = (): unknown => {
      calls++
      return fn()
    }
    retry.run(count, { once: true }).catch(() => undefined)
    await runtime.advance(10_000)
    expect([calls, events]).toEqual([1, []])
  })

  it('retries a result that retryResultIf refuses, and gives back the last', async () => {
    const { runtime, host, follow, events, on } = setUp()
    const retryResultIf = (result: unknown): boolean => result === 503
    const standing = follow(createRetry({ retryResultIf, on }, host).run(() => 503))
    await runtime.advance(10_000)
    expect(standing()).toMatchObject({ type: 'resolved', value: 503 })
    expect(events).toMatchObject([
      { type: 'retry', result: 503 },
      { type: 'retry', result: 503 },
    ])
    expect(events[0]).not.toHaveProperty('error')
  })

  it.each<[string, unknown, number]>([
    ['of an error in milliseconds', { retryAfter: 700 }, 710],
    ['of an error as the header', { retryAfter: '2' }, 2_010],
    [
      'of the response of an error',
      { response: { headers: new Headers({ 'retry-after': '3' }) } },
      3_010,
    ],
    ['among plain headers', { headers: { 'retry-after': '1' } }, 1_010],
    ['that is too long', { retryAfter: '999999999' }, 5_010],
    ['that is short, and waits on top', { retryAfter: 1 }, 11],
    ['that says nothing', { retryAfter: Number.NaN }, 10],
  ])('obeys a Retry-After %s', async (_, error, delay) => {
    const { runtime, host, events, on } = setUp()
    const retry = createRetry(
      { jitter: 'none', baseDelay: 10, maxRetryAfter: '5s', attempts: 2, on },
      host,
    )
    retry.run(failing(error)).catch(() => undefined)
    await runtime.settle()
    expect(events).toMatchObject([{ type: 'retry', delay }])
  })

  it('obeys the Retry-After of a response', async () => {
    const { runtime, host, events, on } = setUp()
    const retryResultIf = (): boolean => true
    const retry = createRetry({ jitter: 'none', retryResultIf, attempts: 2, on }, host)
    const soon = new Date(runtime.clock.wall() + 4_000).toUTCString()
    void retry.run(() => new Response(null, { status: 429, headers: { 'retry-after': soon } }))
    await runtime.settle()
    expect(events).toMatchObject([{ type: 'retry', delay: 4_200 }])
  })

  it('does not return with all others that were told the same', async () => {
    const delays = new Set<number>()
    for (let seed = 0; seed < 20; seed++) {
      const { runtime, host, on, events } = setUpResilience(() => new AbortController(), seed)
      createRetry({ on, attempts: 2 }, host)
        .run(failing({ retryAfter: '10' }))
        .catch(() => undefined)
      await runtime.settle()
      for (const event of events) if (event.type === 'retry') delays.add(event.delay)
    }
    expect(delays.size).toBe(20)
    expect(Math.min(...delays)).toBeGreaterThanOrEqual(10_000)
    expect(Math.max(...delays)).toBeLessThanOrEqual(10_200)
  })

  it.each<[string, RetryOptions & { readonly expected: number }]>([
    ['never where retryIf says no', { retryIf: () => false, expected: 1 }],
    ['not by default', { expected: 1 }],
    ['where retryIf wants it', { retryIf: () => true, expected: 3 }],
  ])('retries what an open breaker rejected %s', async (_, { expected, ...options }) => {
    const { runtime, host, follow } = setUp()
    const error = new BreakerOpenError(1)
    let calls = 0
    const standing = follow(
      createRetry(options, host).run(() => {
        calls++
        throw error
      }),
    )
    await runtime.advance(60_000)
    expect(calls).toBe(expected)
    expect(standing()).toMatchObject({ error })
  })

  it('stops waiting when the caller gives up, and leaves no timer', async () => {
    const { runtime, host, follow, openTimers } = setUp()
    const caller = new AbortController()
    const retry = createRetry({ jitter: 'none' }, host)
    const standing = follow(retry.run(failing(), { signal: caller.signal }))
    await runtime.settle()
    expect(openTimers()).toBe(1)
    caller.abort('gone')
    await runtime.settle()
    expect(standing()).toMatchObject({ error: 'gone' })
    expect(openTimers()).toBe(0)
  })

  it('does not call at all for a caller that had given up', async () => {
    const { host } = setUp()
    let calls = 0
    const run = createRetry({}, host).run(() => calls++, { signal: AbortSignal.abort('gone') })
    await expect(run).rejects.toBe('gone')
    expect(calls).toBe(0)
  })
})

describe('the deadline (fault 4: time left is asked when it is used)', () => {
  it('begins no wait that it would not outlive', async () => {
    const { runtime, host, follow } = setUp()
    const options = { deadline: 1_000, jitter: 'none', baseDelay: 900, attempts: 9 } as const
    const slow = (): Promise<never> =>
      new Promise((_, reject) => {
        runtime.scheduler.after(60 as never, () => reject(new Error('slow')))
      })
    const standing = follow(createRetry(options, host).run(slow))
    await runtime.advance(5_000)
    // 60 + 900 leaves 40 ms for the second attempt, which takes longer.
    expect(standing()).toMatchObject({ type: 'rejected', at: 1_000 })
  })

  it('gives up with the last error rather than wait beyond it', async () => {
    const { runtime, host, follow } = setUp()
    const options = { deadline: 1_000, jitter: 'none', baseDelay: 600 } as const
    const standing = follow(createRetry(options, host).run(failing('down')))
    await runtime.advance(5_000)
    expect(standing()).toEqual({ type: 'rejected', error: 'down', at: 600 })
  })

  it('ends an attempt that ignores its signal', async () => {
    const { runtime, host, follow, openTimers, events, on } = setUp()
    const hang = (): Promise<never> => new Promise(() => undefined)
    const standing = follow(createRetry({ deadline: '1s', on }, host).run(hang))
    await runtime.advance(1_000)
    expect(standing()).toMatchObject({ error: new CallTimeoutError(1_000), at: 1_000 })
    expect(events).toEqual([{ type: 'timeout', of: 'deadline', after: 1_000 }])
    expect(openTimers()).toBe(0)
  })
})
