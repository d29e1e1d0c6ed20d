import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Behaviour } from './behaviour.ts'
import { type FaultySink, startFaultySink } from './startFaultySink.ts'

let sink: FaultySink

beforeEach(async () => {
  sink = await startFaultySink()
})

afterEach(() => sink.stop())

const envelopeUrl = (): string =>
  `${new URL(sink.dsn).origin}/api/1/envelope/?sentry_key=faultysink`

const batchOf = (...ids: readonly string[]): string =>
  JSON.stringify({ schema: 'holdfast/1', signals: ids.map((id) => ({ id })) })

const post = (body: string | Uint8Array<ArrayBuffer> = batchOf('a'), url: string = sink.url) =>
  fetch(url, { method: 'POST', body })

/** The status and the whole of the answer; rejects where there is only half of one. */
const exchange = async (): Promise<readonly [number, string]> => {
  const response = await post()
  return [response.status, await response.text()]
}

describe('what it does', () => {
  test('answers 200, and takes', async () => {
    expect(await exchange()).toEqual([200, ''])
    expect([...sink.taken()]).toEqual([['a', 1]])
  })

  test('answers as the script says, one request each, then 200 again', async () => {
    sink.behave(
      { do: 'answer', status: 429, headers: { 'Retry-After': '3' }, body: 'slow down' },
      { do: 'answer', status: 413 },
    )
    const limited = await post()
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '3'])
    expect(await limited.text()).toBe('slow down')
    expect((await post()).status).toBe(413)
    expect(sink.taken().size).toBe(0)
    expect((await post()).status).toBe(200)
    expect(sink.requests.map(({ taken }) => taken)).toEqual([false, false, true])
  })

  test('behaves always, after the script, until it is told otherwise', async () => {
    sink.behaveAlways({ do: 'answer', status: 500 })
    sink.behave({ do: 'answer', status: 503 })
    const statuses = [await post(), await post(), await post()].map(({ status }) => status)
    expect(statuses).toEqual([503, 500, 500])
    sink.behaveAlways(undefined)
    expect((await post()).status).toBe(200)
  })

  test('behaves by the request', async () => {
    sink.behave(({ body }) => ({ do: 'answer', status: body.length > 100 ? 413 : 202 }))
    sink.behaveAlways(({ ids }) => ({ do: 'answer', status: ids.includes('a') ? 500 : 200 }))
    expect((await post(batchOf('x'.repeat(100)))).status).toBe(413)
    expect((await post(batchOf('a'))).status).toBe(500)
    expect((await post(batchOf('b'))).status).toBe(200)
    expect([...sink.taken().keys()]).toEqual(['b'])
  })

  test('answers late, and takes only then', async () => {
    sink.behave({ do: 'answerLate', milliseconds: 500 })
    const answer = exchange()
    await expect.poll(() => sink.requests).toMatchObject([{ taken: false, answered: false }])
    expect(await answer).toEqual([200, expect.stringContaining('took')])
    expect(sink.requests).toMatchObject([{ taken: true, answered: true }])
  })

  test('takes nothing from a sender that leaves before a late answer', async () => {
    sink.behave({ do: 'answerLate', milliseconds: 1_000 })
    const sender = new AbortController()
    const sent = fetch(sink.url, { method: 'POST', body: 'x', signal: sender.signal })
    const left = expect(sent).rejects.toThrow()
    await expect.poll(() => sink.requests.length).toBe(1)
    sender.abort()
    await left
    await new Promise((resolve) => setTimeout(resolve, 1_200))
    expect(sink.requests).toMatchObject([{ taken: false, answered: false }])
  })

  test('hangs: it has the request, takes nothing, and never answers', async () => {
    sink.behave({ do: 'hang' })
    const hung = fetch(sink.url, { method: 'POST', body: 'x', signal: AbortSignal.timeout(100) })
    await expect(hung).rejects.toThrow(/timeout/)
    expect(sink.requests).toHaveLength(1)
    expect(sink.taken().size).toBe(0)
  })

  test.each([
    [false, 0],
    [true, 1],
  ])('resets the connection, having taken: %s', async (took, taken) => {
    sink.behave({ do: 'reset', took })
    const failure = await post().catch((error: unknown) => error)
    expect(failure).toMatchObject({ cause: { code: 'ECONNRESET' } })
    expect(sink.taken().size).toBe(taken)
  })

  test.each([false, true])(
    'sends half of an answer, having taken, then breaks off; reset: %s',
    async (reset) => {
      sink.behave({ do: 'halfAnswer', reset })
      const response = await post()
      expect(response.status).toBe(200)
      await expect(response.text()).rejects.toThrow()
      expect(sink.taken().get('a')).toBe(1)
    },
  )

  test('trickles: takes at once, and the answer takes its time', async () => {
    sink.behave({ do: 'trickle', milliseconds: 300 })
    const start = performance.now()
    const answer = exchange()
    await sink.waitFor(1)
    expect(await answer).toEqual([200, expect.stringContaining('took')])
    expect(performance.now() - start).toBeGreaterThan(250)
  })
})

describe('what it reads', () => {
  test('counts repeats, by dialect and together', async () => {
    await post(batchOf('a', 'b'))
    await post(batchOf('a'))
    await post(
      `${JSON.stringify({ event_id: 'a' })}\n{"type":"event"}\n{"event_id":"a"}\n`,
      envelopeUrl(),
    )
    expect(sink.taken('http')).toEqual(new Map(Object.entries({ a: 2, b: 1 })))
    expect(sink.taken('sentry')).toEqual(new Map([['a', 1]]))
    expect(sink.taken()).toEqual(new Map(Object.entries({ a: 3, b: 1 })))
  })

  test('unpacks gzip', async () => {
    const body = gzipSync(batchOf('zipped'))
    await fetch(sink.url, { method: 'POST', body, headers: { 'content-encoding': 'gzip' } })
    expect(sink.requests[0]).toMatchObject({ ids: ['zipped'], body: batchOf('zipped') })
  })

  test('tells what came, whatever it was', async () => {
    const headers = { 'content-encoding': 'gzip', 'X-Mine': '1' }
    await fetch(`${sink.url}?q`, { method: 'POST', body: 'no gzip', headers })
    expect(sink.requests).toMatchObject([
      { path: '/signals?q', dialect: 'http', body: 'no gzip', ids: [], taken: true },
    ])
    expect(sink.requests[0]?.headers).toMatchObject({ 'x-mine': '1' })
  })

  test('forgets a request that its sender did not end', async () => {
    const unended = new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) })
    const signal = AbortSignal.timeout(50)
    const sent = fetch(sink.url, { method: 'POST', body: unended, duplex: 'half', signal })
    await expect(sent).rejects.toThrow()
    expect((await post()).status).toBe(200)
    expect(sink.requests).toHaveLength(1)
  })

  test('lets pages of other origins send; their preflights are no requests', async () => {
    sink.behave({ do: 'answer', status: 500 })
    const preflight = await fetch(sink.url, {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'authorization, idempotency-key' },
    })
    expect(preflight.status).toBe(204)
    expect(Object.fromEntries(preflight.headers)).toMatchObject({
      'access-control-allow-origin': '*',
      'access-control-allow-headers': 'authorization, idempotency-key',
    })
    expect(sink.requests).toHaveLength(0)
    const response = await post()
    expect(response.status).toBe(500)
    expect(response.headers.get('access-control-expose-headers')).toContain('retry-after')
  })
})

describe('what the sender got to know', () => {
  test('is all that was answered whole, whatever was taken', async () => {
    const answered: Behaviour[] = [
      { do: 'answer', status: 200 },
      { do: 'answer', status: 500, body: 'no' },
      { do: 'trickle', milliseconds: 20 },
    ]
    const lost: Behaviour[] = [
      { do: 'reset', took: true },
      { do: 'halfAnswer' },
      { do: 'halfAnswer', reset: true },
    ]
    sink.behave(...answered, ...lost)
    for (const _ of [...answered, ...lost]) await exchange().catch(() => undefined)
    const told = sink.requests.map((request) => [request.taken, request.answered])
    expect(told.slice(0, 3)).toEqual([
      [true, true],
      [false, true],
      [true, true],
    ])
    expect(told.slice(3)).toEqual(lost.map(() => [true, false]))
  })

  test('is not what was cut off on its way', async () => {
    sink.behave({ do: 'trickle', milliseconds: 60_000 })
    const underWay = expect(exchange()).rejects.toThrow()
    await sink.waitFor(1)
    await sink.goDown()
    await underWay
    expect(sink.requests).toMatchObject([{ taken: true, answered: false }])
  })
})

describe('waiting', () => {
  test('resolves when enough different signals were taken', async () => {
    const waited = sink.waitFor(2)
    await post(batchOf('a'))
    await post(batchOf('a'))
    await post(batchOf('b'))
    await waited
    await sink.waitFor(2, { dialect: 'http' })
  })

  test('rejects at the deadline, and says what came instead', async () => {
    await post(batchOf('a'))
    await expect(sink.waitFor(1, { dialect: 'sentry', milliseconds: 20 })).rejects.toThrow(
      'waited 20 ms for 1 signals as sentry; took sentry 0, http 1',
    )
  })
})

describe('going down', () => {
  test('refuses connections, and comes back on the same port', async () => {
    await sink.goDown()
    await sink.goDown()
    await expect(post()).rejects.toThrow()
    await expect(post()).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
    await sink.comeBack()
    await sink.comeBack()
    expect((await post()).status).toBe(200)
  })

  test('breaks what is under way', async () => {
    sink.behave({ do: 'hang' }, { do: 'trickle', milliseconds: 60_000 })
    const underWay = [exchange(), exchange()].map((answer) => expect(answer).rejects.toThrow())
    await expect.poll(() => sink.requests.length).toBe(2)
    await sink.goDown()
    await Promise.all(underWay)
  })
})
