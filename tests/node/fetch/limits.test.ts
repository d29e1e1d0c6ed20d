import { setTimeout as wait } from 'node:timers/promises'
import type { FetchOptions } from '@holdfast/node'
import { BreakerOpenError, CallTimeoutError } from '@holdfast/node/resilience'
import { describe, expect, it, vi } from 'vitest'
import { findFreePort } from '../../harness/startServer.ts'
import { guarded, plan, quick, usePlace } from './usePlace.ts'

const place = usePlace()

describe('breaker', () => {
  it('opens after bad answers, and not after those that say what the caller did wrong', async () => {
    const payments = guarded({ breaker: { threshold: 2, cooldown: '1h' } })
    place.peer.plan(404, 400, 503, 401, 429, 500, 200)
    for (let call = 0; call < 6; call++) await (await payments(plan())).body?.cancel()
    await expect(payments(plan())).rejects.toBeInstanceOf(BreakerOpenError)
    expect(place.peer.got).toHaveLength(6)
  })

  it('does not count a caller who gives up', async () => {
    const payments = guarded({ breaker: { threshold: 1 } })
    const reason = new Error('no longer needed')
    const controller = new AbortController()
    setTimeout(() => controller.abort(reason), 30)
    await expect(payments(`${place.peer.url}/hang`, { signal: controller.signal })).rejects.toBe(
      reason,
    )
    expect((await payments(`${place.peer.url}/ok`)).status).toBe(200)
  })
})

describe('timeout', () => {
  it('bounds the time to the headers, and aborts the request', async () => {
    const own = vi.fn(fetch)
    const error = await guarded({ timeout: 50, fetch: own })(`${place.peer.url}/hang`).catch(
      (why) => why,
    )
    expect(error).toBeInstanceOf(CallTimeoutError)
    expect(own.mock.calls[0]?.[1]?.signal?.aborted).toBe(true)
  })

  it('says nothing of the body, which the caller’s own signal bounds', async () => {
    const payments = guarded({ timeout: 400 })
    const signal = AbortSignal.timeout(900)
    const response = await payments(`${place.peer.url}/body`, { signal })
    const began = performance.now()
    await expect(response.text()).rejects.toMatchObject({ name: 'TimeoutError' })
    expect(performance.now() - began).toBeGreaterThan(250)
    expect(await (await payments(`${place.peer.url}/trickle`)).text()).toBe('.....')
  })

  it('lets go of an answer that comes too late', async () => {
    const cancel = vi.fn()
    const late = new Response(new ReadableStream({ cancel }))
    const own = async (): Promise<Response> => {
      await wait(60)
      return late
    }
    await expect(guarded({ timeout: 20, fetch: own })('https://a.example')).rejects.toThrow()
    await wait(80)
    expect(cancel).toHaveBeenCalledTimes(1)
  })
})

describe('the caller’s signal', () => {
  it('of a Request ends the call and the wait for the next one', async () => {
    place.peer.plan(503)
    const controller = new AbortController()
    const retry = { attempts: 5, baseDelay: '1h', jitter: 'none', maxDelay: '1h' } as const
    const call = guarded({ retry })(new Request(plan(), { signal: controller.signal }))
    await wait(50)
    controller.abort(new Error('gone'))
    await expect(call).rejects.toThrow('gone')
    expect(place.peer.got).toHaveLength(1)
  })

  it('has the last word where it is given beside a Request', async () => {
    const asked = new Request(`${place.peer.url}/slow/60`, { signal: AbortSignal.timeout(20) })
    expect((await guarded({ timeout: '5s' })(asked, { signal: null })).status).toBe(200)
  })

  it('that was aborted before makes no call', async () => {
    const signal = AbortSignal.abort(new Error('before'))
    await expect(guarded()(plan(), { signal })).rejects.toThrow('before')
    expect(place.peer.got).toEqual([])
  })

  it('is listened to no longer than the call, however many there are', async () => {
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const removed = vi.spyOn(signal, 'removeEventListener')
    const payments = guarded({ timeout: '5s' })
    for (let call = 0; call < 20; call++)
      await (await payments(`${place.peer.url}/ok`, { signal })).text()
    expect(added.mock.calls.length).toBe(removed.mock.calls.length)
    expect(added).toHaveBeenCalled()
  })
})

describe('hedge, bulkhead and fallback', () => {
  it('gives company to what may be sent twice, and keeps one answer', async () => {
    const cancelled: number[] = []
    let calls = 0
    const own = async (): Promise<Response> => {
      const call = ++calls
      await wait(call === 1 ? 60 : 59)
      return new Response(new ReadableStream({ cancel: () => void cancelled.push(call) }))
    }
    const payments = guarded({ hedge: { delay: 1 }, fetch: own })
    const kept = await payments('https://a.example')
    await wait(30)
    expect([calls, cancelled.length]).toEqual([2, 1])
    await kept.body?.cancel()
    expect(cancelled.length).toBe(2)
    await (await payments('https://a.example', { method: 'POST' })).body?.cancel()
    expect(calls).toBe(3)
  })

  it('answers in the place of what fails, and not of a bad answer', async () => {
    const fallback = (error: unknown): Response => Response.json({ of: String(error) })
    const payments = guarded({ fallback })
    const dead = `http://127.0.0.1:${await findFreePort()}/`
    expect(await (await payments(dead)).json()).toEqual({ of: 'TypeError: fetch failed' })
    expect((await payments(`${place.peer.url}/status/503`)).status).toBe(503)
  })

  it('has room again once the headers are there', async () => {
    const payments = guarded({ bulkhead: { concurrency: 1 } })
    const held = await payments(`${place.peer.url}/body`)
    expect((await payments(`${place.peer.url}/ok`)).status).toBe(200)
    await held.body?.cancel()
  })
})

it('an error tells the policy and the call that it passed through', async () => {
  const port = await findFreePort()
  const error = await guarded({ retry: quick })(`http://127.0.0.1:${port}/`).catch((why) => why)
  place.monitor.captureError(error)
  await place.monitor.flush()
  expect(place.memory.errors.at(-1)?.scope.contexts).toMatchObject({
    policy: { name: 'payments', outcome: 'failure', attempts: 3 },
    call: { method: 'GET', host: `127.0.0.1:${port}` },
  })
})

it('the same name is the same policy, also that of a policy', async () => {
  guarded({ breaker: { threshold: 1, cooldown: '1h' } })
  await guarded()(`${place.peer.url}/status/500`)
  await expect(guarded()(plan())).rejects.toBeInstanceOf(BreakerOpenError)
  expect(place.monitor.policy('payments').state().breaker?.state).toBe('open')
})

it('names every wrong option', () => {
  const wrong = { fetch: 7, fallback: 'text', methods: 'GET' } as unknown as FetchOptions
  expect(() => guarded(wrong)).toThrow(/fetch: .*\n.*fallback: .*\n.*methods: /)
  expect(() => guarded({ retry: { attempts: 0 } })).toThrow('retry.attempts')
  expect(() => guarded({ retry: null } as never)).toThrow('retry: expected an object')
  expect(() => guarded({ retries: 3 } as never)).toThrow('policy.retries')
})

it('what is given in any shape comes back as a rejection', async () => {
  const trap = new Proxy(
    {},
    {
      get: () => {
        throw new Error('trap')
      },
      ownKeys: () => {
        throw new Error('trap')
      },
    },
  )
  const payments = guarded({ retry: quick, timeout: '1s' })
  for (const given of [trap, null, undefined, Symbol('a'), 7]) {
    await expect(payments(given as never), String(typeof given)).rejects.toThrow()
    await payments(plan(), given as never).then(
      ({ body }) => body?.cancel(),
      (error) => expect(error).toBeInstanceOf(Error),
    )
  }
})
