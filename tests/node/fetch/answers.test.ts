import { once } from 'node:events'
import { setTimeout as wait } from 'node:timers/promises'
import { Agent } from 'undici'
import { describe, expect, it, vi } from 'vitest'
import { guarded, plan, quick, usePlace } from './usePlace.ts'

const place = usePlace()

describe('without options', () => {
  it('is as fetch, and its runs are counted', async () => {
    const payments = guarded()
    expect(await (await payments(`${place.peer.url}/ok`)).text()).toBe('fine')
    expect((await payments(new URL(`${place.peer.url}/status/503`))).status).toBe(503)
    await expect(payments('no url')).rejects.toThrow('Failed to parse URL')
    await place.monitor.flush()
    expect(place.memory.find({ kind: 'metric', name: 'policy.runs' })).toMatchObject({
      value: 2,
      attributes: { policy: 'payments', outcome: 'success' },
    })
  })

  it('passes on what it is given', async () => {
    const headers = { 'x-of': 'mine', 'content-type': 'text/plain' }
    await guarded()(plan(), { method: 'PATCH', headers, body: 'all' })
    expect(place.peer.got).toMatchObject([{ method: 'PATCH', body: 'all', headers }])
  })

  it('passes on what it is given in a Request, also in the second place', async () => {
    const given = { method: 'POST', headers: { 'x-of': 'mine' }, body: 'all' }
    await guarded()(new Request(plan(), given))
    await guarded()(plan(), new Request('http://other.example/', given))
    const got = { method: 'POST', body: 'all', headers: { 'x-of': 'mine' } }
    expect(place.peer.got).toMatchObject([got, got])
  })

  it('asks for the fetch of that moment, or its own', async () => {
    const payments = guarded()
    const mock = vi.spyOn(globalThis, 'fetch').mockResolvedValue(new Response('mocked'))
    expect(await (await payments('https://a.example/')).text()).toBe('mocked')
    mock.mockRestore()
    const own = vi.fn(async () => new Response('own'))
    expect(await (await guarded({ fetch: own })('/relative')).text()).toBe('own')
    expect(own).toHaveBeenCalledTimes(1)
  })
})

describe('retry', () => {
  it.each([500, 502, 503, 504, 429])('tries again after %i', async (status) => {
    place.peer.plan(status, status, 200)
    expect((await guarded({ retry: quick })(plan())).status).toBe(200)
    expect(place.peer.got).toHaveLength(3)
  })

  it.each([400, 401, 404, 409, 422, 304])('does not after %i', async (status) => {
    place.peer.plan(status, 200)
    expect((await guarded({ retry: quick })(plan())).status).toBe(status)
    expect(place.peer.got).toHaveLength(1)
  })

  it('gives back the last bad answer, whole', async () => {
    place.peer.plan(503)
    const answer = await guarded({ retry: quick })(plan())
    expect([answer.status, (await answer.text()).length]).toEqual([503, 200_000])
    expect(place.peer.got).toHaveLength(3)
  })

  it('tries again where the connection breaks, and rejects as fetch does where all do', async () => {
    place.peer.plan('reset', 'reset', 200)
    expect((await guarded({ retry: quick })(plan())).status).toBe(200)
    place.peer.plan('reset')
    const error = await guarded({ retry: quick })(plan()).catch((reason) => reason)
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toBe('fetch failed')
    expect(place.peer.got).toHaveLength(6)
  })

  it('waits as long as Retry-After says, and no longer than it may', async () => {
    place.peer.plan({ status: 429, after: '1' }, 200)
    const began = performance.now()
    expect((await guarded({ retry: quick })(plan())).status).toBe(200)
    expect(performance.now() - began).toBeGreaterThan(990)
    place.peer.plan({ status: 503, after: '3600' }, 200)
    const clamped = place.monitor.fetch('clamped', { retry: { ...quick, maxRetryAfter: '20ms' } })
    expect((await clamped(plan())).status).toBe(200)
    expect(performance.now() - began).toBeLessThan(5_000)
  })

  it('lets a bad answer go before it waits, so that its connection is free', async () => {
    place.peer.plan(503, 503, 200)
    const dispatcher = new Agent({ connections: 1 })
    const own = ((input: string, init: object) =>
      fetch(input, { ...init, dispatcher } as RequestInit)) as typeof fetch
    const retry = { attempts: 3, baseDelay: 300, jitter: 'none' } as const
    const call = guarded({ retry, fetch: own })(plan())
    await wait(150)
    // Over the same, only connection, while the first call waits.
    const other = await Promise.race([own(`${place.peer.url}/ok`), wait(100, undefined)])
    expect(other?.status).toBe(200)
    await other?.text()
    expect(await (await call).text()).toBe('fine')
    await dispatcher.destroy()
  })

  it.each<[name: string, init: RequestInit, calls: number]>([
    ['PUT', { method: 'PUT', body: 'text' }, 3],
    ['put', { method: 'put', body: new Uint8Array([1]) }, 3],
    ['DELETE', { method: 'DELETE' }, 3],
    ['HEAD', { method: 'HEAD' }, 3],
    ['OPTIONS', { method: 'OPTIONS' }, 3],
    ['POST', { method: 'POST', body: 'text' }, 1],
    ['PATCH', { method: 'PATCH', body: 'text' }, 1],
    [
      'POST with a key',
      { method: 'POST', body: new URLSearchParams('a=b'), headers: { 'Idempotency-Key': '7' } },
      3,
    ],
    [
      'PATCH with a key',
      { method: 'PATCH', body: new Blob(['a']), headers: [['idempotency-key', '7']] },
      3,
    ],
    ['PUT of a form', { method: 'PUT', body: formOf() }, 3],
    ['PUT of a stream', { method: 'PUT', body: streamOf(), duplex: 'half' } as RequestInit, 1],
    [
      'PUT of what is made as it goes',
      { method: 'PUT', body: made(), duplex: 'half' } as unknown as RequestInit,
      1,
    ],
  ])('sends a second time only what may be: %s', async (_, asked, calls) => {
    place.peer.plan(503)
    expect((await guarded({ retry: quick })(plan(), asked)).status).toBe(503)
    expect(place.peer.got).toHaveLength(calls)
    expect(new Set(place.peer.got.map(({ body }) => body.length)).size).toBe(1)
  })

  it('sends what the app says may be sent twice', async () => {
    place.peer.plan(503)
    await guarded({ retry: quick, methods: ['post'] })(plan(), { method: 'POST', body: 'a' })
    expect(place.peer.got).toHaveLength(3)
    await place.monitor.fetch('never', { retry: quick, methods: [] })(plan())
    expect(place.peer.got).toHaveLength(4)
  })

  it.each<[name: string, make: (url: string) => Request, calls: number]>([
    ['that asks', (url) => new Request(url, { headers: { 'x-of': 'mine' } }), 3],
    ['that sends', (url) => new Request(url, { method: 'PUT', body: 'text' }), 1],
  ])('of a Request %s', async (_, make, calls) => {
    place.peer.plan(503)
    const asked = make(plan())
    expect((await guarded({ retry: quick })(asked)).status).toBe(503)
    expect(place.peer.got).toHaveLength(calls)
  })

  it('leaves it to the app which answers and errors are bad', async () => {
    place.peer.plan(404, 404, 200)
    const retryResultIf = ({ status }: Response): boolean => status === 404
    expect((await guarded({ retry: { ...quick, retryResultIf } })(plan())).status).toBe(200)
  })

  it('does not try again what is no request', async () => {
    const on = vi.fn()
    const payments = guarded({ retry: quick, breaker: { threshold: 1 }, on })
    await expect(payments('no url')).rejects.toThrow('Failed to parse URL')
    expect(on.mock.calls.map(([{ type }]) => type)).toEqual(['settled'])
    expect((await payments(`${place.peer.url}/ok`)).status).toBe(200)
  })
})

function formOf(): FormData {
  const form = new FormData()
  form.set('a', 'b')
  return form
}

function streamOf(): ReadableStream {
  return new Blob(['streamed']).stream()
}

async function* made(): AsyncGenerator<Uint8Array> {
  yield new Uint8Array([1, 2])
  await once(process, 'never', { signal: AbortSignal.timeout(1) }).catch(() => undefined)
}
