import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { batch, envelope, json, signal } from '../testing/relayBodies.ts'
import { setUpRelay, type TestRequest } from '../testing/setUpRelay.ts'
import type { RelayStats } from './relayStats.ts'

const expectCounted = ({ requests }: RelayStats): void => {
  const { received, accepted, preflights, underWay, refused } = requests
  const all = Object.values(refused).reduce((sum, count) => sum + count, 0)
  expect(received).toBe(accepted + preflights + underWay + all)
}

describe('what is refused', () => {
  const slow: TestRequest = { readBody: () => () => undefined }
  const failing = (reason: 'aborted' | 'consumed'): TestRequest => ({
    readBody: ({ onFailed }) => {
      onFailed(reason)
      return () => undefined
    },
  })
  const cases: Readonly<Record<string, readonly [number, TestRequest, object?]>> = {
    method: [405, { method: 'GET' }],
    origin: [403, { headers: { origin: 'https://evil.example' } }],
    notAllowed: [403, {}, { allow: { request: () => false } }],
    unlisted: [403, { body: envelope('{}', { dsn: 'https://abc@evil.example/42' }) }],
    mediaType: [415, { headers: { 'content-type': 'text/html' } }],
    encoding: [415, { headers: { 'content-encoding': 'zstd' } }],
    tooLarge: [413, { body: 'x'.repeat(101) }, { maxBytes: 100 }],
    rate: [429, {}, { rate: { perMinute: 1 } }],
    busy: [503, { body: 'x'.repeat(101) }, { maxHeldBytes: 100 }],
    slow: [408, slow, { bodyTimeout: '1s' }],
    aborted: [400, failing('aborted')],
    consumed: [500, failing('consumed')],
    unreadable: [400, { headers: json, body: Uint8Array.of(0x22, 0xff, 0x22) }],
    invalid: [400, { headers: json, body: '{}' }],
    'invalid, in more places than an engine can tell at once': [
      400,
      { headers: json, body: batch([signal(1, { breadcrumbs: Array(190_000).fill(0) })]) },
    ],
    failed: [
      500,
      {
        readBody: () => {
          throw new Error('broken')
        },
      },
    ],
  }

  for (const [name, [status, request, options]] of Object.entries(cases)) {
    it(`is told and counted: ${name}`, async () => {
      const [reason = ''] = name.split(',')
      const { relay, runtime, post } = setUpRelay(options)
      if (reason === 'rate') await post({ body: envelope() })
      const answered = post(request)
      expectCounted(relay.stats())
      // Beyond every timeout: nothing of it may come later.
      await runtime.advance(20_000)
      const answer = await answered
      expect(answer).toMatchObject({ status, body: `{"error":"${reason}"}` })
      expect(relay.stats().requests.refused).toEqual({ [reason]: 1 })
      expectCounted(relay.stats())
    })
  }

  it('is nothing that was accepted before the relay was closed', async () => {
    const { relay, post } = setUpRelay()
    await post({ body: envelope() })
    expect(await relay.close()).toEqual({ delivered: 1, lost: 0, pending: 0 })
    expect(await post({ body: envelope() })).toMatchObject({ status: 503 })
  })

  it('lets go of all that it held, so that the next one has room', async () => {
    const { post } = setUpRelay({ maxHeldBytes: 1_000, maxBytes: 2_000, maxRequests: 1 })
    for (let count = 0; count < 20; count++) {
      expect((await post({ body: 'x'.repeat(1_500) })).status).toBe(503)
    }
    expect((await post({ body: envelope() })).status).toBe(202)
  })

  it('counts what a body unpacks to before it is unpacked', async () => {
    const asked: number[] = []
    const unpack = async (_: Uint8Array, __: string, limit: number) => {
      asked.push(limit)
      return 'tooLarge' as const
    }
    const headers = { 'content-encoding': 'gzip' }
    const { post } = setUpRelay({ host: { unpack }, maxHeldBytes: 100_000 })
    expect((await post({ headers, body: 'x' })).status).toBe(415)
    expect((await post({ headers, body: 'x'.repeat(5_000) })).status).toBe(503)
    expect(asked).toEqual([64 * 1_024])
    const small = setUpRelay({ host: { unpack }, maxBytes: 1_000 })
    expect((await small.post({ headers, body: 'x' })).status).toBe(413)
  })

  it('never throws, and is counted once, whatever comes', async () => {
    const { relay, runtime, post } = setUpRelay({ rate: false })
    const anyBody = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      fc.string(),
      fc.json(),
      fc.tuple(fc.json(), fc.json(), fc.string()).map((lines) => lines.join('\n')),
      fc.nat(120).map((at) => envelope().slice(0, at)),
      fc.record({ at: fc.nat(250), by: fc.string() }).map(({ at, by }) => {
        const whole = batch([signal(1)])
        return whole.slice(0, at) + by + whole.slice(at + 1)
      }),
    )
    const types = fc.constantFrom(
      '',
      'application/json',
      'text/plain',
      'application/x-sentry-envelope',
    )
    await fc.assert(
      fc.asyncProperty(anyBody, types, async (body, type) => {
        const text = typeof body === 'string' ? body.replaceAll(/[\ud800-\udfff]/g, '') : body
        const { status } = await post({ headers: { 'content-type': type }, body: text })
        expect([202, 400, 403, 413]).toContain(status)
        expectCounted(relay.stats())
      }),
      { numRuns: 500 },
    )
    await runtime.advance(5_000)
    expect(relay.stats().requests.refused).not.toHaveProperty('failed')
  })
})
