import { randomBytes } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { expectLaw } from '../harness/expectLaw.ts'
import { openWorker } from './openWorker.ts'

const createBatch = (): { readonly id: string; readonly body: string } => {
  const id = randomBytes(16).toString('hex')
  const signal = { kind: 'event', id, time: Date.now(), name: 'bought', attributes: {} }
  const signals = [{ ...signal, tags: {}, contexts: {} }]
  const resource = { service: 'shop', sdk: { name: 'page' }, runtime: { name: 'browser' } }
  return {
    id,
    body: JSON.stringify({ schema: 'holdfast/1', sentAt: Date.now(), resource, signals }),
  }
}

describe('a relay in workerd', () => {
  const json = { 'content-type': 'application/json' }

  it('answers each request, and delivers behind it', async () => {
    const { sink, url, settled, stderr } = await openWorker({ name: 'relay.ts' })
    const post = (body: BodyInit, headers: Record<string, string> = json): Promise<Response> =>
      fetch(`${url}/relay`, { method: 'POST', body, headers })
    const batches = Array.from({ length: 20 }, createBatch)
    const statuses = await Promise.all(batches.map(async ({ body }) => (await post(body)).status))
    expect(new Set(statuses)).toEqual(new Set([202]))
    await sink.waitFor(20, { dialect: 'http' })
    expect([...sink.taken('http').keys()].sort()).toEqual(batches.map(({ id }) => id).sort())
    const stats = await settled()
    expectLaw(stats)
    expect(stats.sinks['http']?.event).toMatchObject({ accepted: 20, delivered: 20 })
    expect(stderr()).toBe('')
  })

  it('forwards an envelope of any bytes, with the masked address of its client', async () => {
    const { sink, url } = await openWorker({ name: 'relay.ts' })
    const id = randomBytes(16).toString('hex')
    const lines = [{ dsn: sink.dsn, event_id: id }, { type: 'event' }, { event_id: id }]
    const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`
    const attachment = Buffer.from([0, 255, 10, 128])
    const body = Buffer.concat([
      Buffer.from(`${text}{"type":"attachment","length":4}\n`),
      attachment,
    ])
    const headers = {
      'content-type': 'text/plain;charset=UTF-8',
      'cf-connecting-ip': '203.0.113.9',
    }
    const answer = await fetch(`${url}/relay`, { method: 'POST', body, headers })
    expect(answer.status).toBe(202)
    await sink.waitFor(1, { dialect: 'sentry' })
    expect(sink.requests[0]?.headers['x-forwarded-for']).toBe('203.0.113.0')
    expect(sink.taken('sentry').has(id)).toBe(true)
  })

  it('refuses what is too large, packed or not, and what it cannot read', async () => {
    const { sink, url, get } = await openWorker({ name: 'relay.ts' })
    const post = async (body: BodyInit, headers: Record<string, string>): Promise<string> => {
      const answer = await fetch(`${url}/relay`, { method: 'POST', body, headers })
      return `${answer.status} ${await answer.text()}`
    }
    const gzip = { ...json, 'content-encoding': 'gzip' }
    const bomb = gzipSync(Buffer.alloc(20_000_000))
    expect(await post(bomb, gzip)).toBe('413 {"error":"tooLarge"}')
    expect(await post(gzipSync(createBatch().body), gzip)).toBe('202 {}')
    expect(await post('no gzip', gzip)).toBe('400 {"error":"unreadable"}')
    expect(await post('x'.repeat(300_000), json)).toBe('413 {"error":"tooLarge"}')
    expect(await post(Buffer.from([0x22, 0xff, 0x22]), json)).toBe('400 {"error":"unreadable"}')
    expect(await post('{"dsn":"http://a@evil.example/1"}\n{"type":"event"}\n{}', {})).toBe(
      '403 {"error":"unlisted"}',
    )
    expect((await get('/relay')).status).toBe(405)
    const stats = (await (await get('/stats')).json()) as { readonly requests: object }
    expect(stats.requests).toMatchObject({ received: 7, accepted: 1, underWay: 0 })
    await sink.waitFor(1)
  })
})
