import { describe, expect, it } from 'vitest'
import { http } from '../sinks/http/http.ts'
import { memorySink } from '../sinks/memory.ts'
import { sentry } from '../sinks/sentry/sentry.ts'
import { createFakeDisk } from '../testing/fakeRuntime/fakeDisk.ts'
import { answerOf } from '../testing/fakeRuntime/fakeTransport.ts'
import { batch, envelope, idOf, json, signal } from '../testing/relayBodies.ts'
import { bytesOf, listedDsn, setUpRelay } from '../testing/setUpRelay.ts'

describe('a batch', () => {
  it('is delivered to the sinks, each signal as it was captured', async () => {
    const memory = memorySink()
    const { relay, runtime, post } = setUpRelay({ sinks: [memory] })
    const answer = await post({ headers: json, body: batch([signal(1), signal(2)]) })
    expect(answer).toMatchObject({ status: 202, body: '{}' })
    await runtime.advance(2_000)
    expect(memory.signals).toMatchObject([
      {
        kind: 'error',
        id: idOf(1),
        message: 'error 1',
        resource: { service: 'shop' },
        scope: { tags: { plan: 'pro' } },
      },
      { id: idOf(2) },
    ])
    expect(relay.stats()).toMatchObject({
      requests: { received: 1, accepted: 1, underWay: 0, refused: {} },
      signals: { accepted: 2 },
      sinks: { memory: { error: { accepted: 2, delivered: 2 } } },
    })
  })

  it('goes to Sentry where DSNs are listed, and no sinks', async () => {
    const { runtime, post, sent } = setUpRelay()
    await post({ headers: json, body: batch([signal(1)]) })
    await runtime.advance(2_000)
    expect(sent()).toHaveLength(1)
    expect(sent()[0]?.url).toMatch(/^https:\/\/errors\.example\/api\/42\/envelope\//)
    expect(sent()[0]?.body).toContain(idOf(1))
  })

  it('is told from an envelope where it came as text, as pages send it', async () => {
    const { relay, post } = setUpRelay()
    const headers = { 'content-type': 'text/plain;charset=UTF-8' }
    expect((await post({ headers, body: batch([signal(1)]) })).status).toBe(202)
    expect((await post({ headers, body: envelope() })).status).toBe(202)
    expect(relay.stats().signals.accepted).toBe(2)
  })

  it('is taken once, however often it comes, and however often an id stands in it', async () => {
    const memory = memorySink()
    const { relay, runtime, post } = setUpRelay({ sinks: [memory] })
    await post({ headers: json, body: batch([signal(1), signal(1)]) })
    await post({ headers: json, body: batch([signal(1), signal(2)]) })
    await runtime.advance(2_000)
    expect(memory.signals.map(({ id }) => id)).toEqual([idOf(1), idOf(2)])
    expect(relay.stats().signals).toEqual({ accepted: 2, repeated: 2, unwanted: 0 })
  })

  it('is finished by its sink, though that was given a name and a filter of the relay', async () => {
    const headers = async () => ({ authorization: 'Bearer of-today' })
    const sinks = [
      http({ url: 'https://one.test/in', headers }),
      http({ url: 'https://two.test/in', headers }),
    ]
    const { runtime, post } = setUpRelay({ sinks })
    await post({ headers: json, body: batch([signal(1)]) })
    await runtime.advance(2_000)
    const sent = runtime.transport.requests.map(({ request }) => request.headers['authorization'])
    expect(sent).toEqual(['Bearer of-today', 'Bearer of-today'])
  })

  it('counts what its client has lost, and what no sink takes', async () => {
    const metric = { kind: 'metric', type: 'counter', name: 'n', value: 1, attributes: {} }
    const onlyErrors = sentry({ dsn: listedDsn, kinds: ['error'] })
    const { relay, post } = setUpRelay({ sinks: [onlyErrors] })
    const losses = [
      { kind: 'error', reason: 'outboxFull', count: 3 },
      { kind: 'error', reason: 'outboxFull', count: 1e308 },
    ]
    await post({ headers: json, body: batch([signal(1, metric)], { losses }) })
    expect(relay.stats()).toMatchObject({
      signals: { accepted: 0, unwanted: 1 },
      told: { outboxFull: 1_000_003 },
    })
  })

  it('outlives its process: it is in the store before it is answered', async () => {
    const disk = createFakeDisk()
    const first = setUpRelay({ disk })
    first.runtime.transport.respond(() => answerOf(503))
    expect((await first.post({ headers: json, body: batch([signal(1)]) })).status).toBe(202)
    expect((await first.post({ body: envelope() })).status).toBe(202)
    first.runtime.crash()
    const second = setUpRelay({ disk })
    await second.runtime.advance(3_000)
    expect(second.sent()).toHaveLength(2)
    expect(second.relay.stats().sinks).toMatchObject({
      'sentry at errors.example/42': { error: { recovered: 1, delivered: 1 } },
      'envelopes to errors.example/42': { envelope: { recovered: 1, delivered: 1 } },
    })
  })

  it('is refused whole while no sink that takes it has room', async () => {
    const { relay, runtime, post } = setUpRelay({
      sinks: [http({ url: 'https://down.example' })],
      outbox: { maxCount: 2 },
    })
    runtime.transport.respond(() => answerOf(503))
    await post({ headers: json, body: batch([signal(1), signal(2)]) })
    const answer = await post({ headers: json, body: batch([signal(3)]) })
    expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '30' } })
    expect(relay.stats().requests.refused).toEqual({ busy: 1 })
  })
})

describe('an envelope', () => {
  it('goes to the DSN that it names, with the key that is listed, and no header of its client', async () => {
    const { runtime, post, sent } = setUpRelay()
    const headers = { cookie: 'session=1', authorization: 'Bearer x' }
    await post({ headers, body: envelope() })
    await runtime.advance(2_000)
    const [{ request } = { request: undefined }] = runtime.transport.requests
    expect(request?.headers).toEqual({ 'content-type': 'application/x-sentry-envelope' })
    expect(sent()).toEqual([
      {
        url: 'https://errors.example/api/42/envelope/?sentry_version=7&sentry_key=abc&sentry_client=holdfast%2F1',
        body: `{"dsn":"${listedDsn}"}\n{"type":"event","length":22}\n{"message":"no stock"}\n`,
      },
    ])
  })

  it('keeps every byte of what is no text', async () => {
    const payload = Uint8Array.from({ length: 256 }, (_, byte) => byte)
    const head = bytesOf(
      `{"dsn":"${listedDsn}"}\n{"type":"attachment","length":256,"filename":"ü"}\n`,
    )
    const { runtime, post, sent } = setUpRelay()
    expect((await post({ body: new Uint8Array([...head, ...payload]) })).status).toBe(202)
    await runtime.advance(2_000)
    const body = sent()[0]?.body as Uint8Array
    expect([...body.slice(-257)]).toEqual([...payload, 10])
  })

  it('masks the address that it passes on, and passes none on unless it is told', async () => {
    const body = envelope('{"user":{"ip_address":"203.0.113.9"}}')
    for (const [clientIp, forwarded, left] of [
      ['drop', undefined, '{"user":{}}'],
      ['mask', '192.0.2.0', '{"user":{"ip_address":"203.0.113.0"}}'],
    ] as const) {
      const { runtime, post } = setUpRelay({ clientIp })
      await post({ body })
      await runtime.advance(2_000)
      const [{ request } = { request: undefined }] = runtime.transport.requests
      expect(request?.headers['x-forwarded-for']).toBe(forwarded)
      expect(request?.body).toContain(left)
    }
  })
})

describe('a host whose work belongs to its requests', () => {
  it('delivers behind each answer, in what keeps the host alive, and sums the ledgers', async () => {
    const works: Promise<unknown>[] = []
    const { relay, post, sent } = setUpRelay({ host: { isPerRequest: true } })
    for (let count = 0; count < 3; count++) {
      const keepAlive = (begin: () => Promise<unknown>): void => void works.push(begin())
      expect((await post({ body: envelope(), keepAlive })).status).toBe(202)
    }
    await Promise.all(works)
    expect(works).toHaveLength(3)
    expect(sent()).toHaveLength(3)
    expect(relay.stats().sinks).toMatchObject({
      'envelopes to errors.example/42': { envelope: { accepted: 3, delivered: 3, pending: 0 } },
    })
  })
})
