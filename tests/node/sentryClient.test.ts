import { describe, expect, it } from 'vitest'
import { envelopesOf, eventsOf } from '../harness/readTaken.ts'
import { startSink } from '../harness/startSink.ts'
import { runChild } from './runChild.ts'

type Item = readonly [header: { readonly type?: string }, payload: unknown]

const run = async (env: Readonly<Record<string, string>>) => {
  const sink = await startSink()
  const { code, stdout, stderr } = await runChild('sentryClient.mjs', { sink, env })
  const stats = JSON.parse(stdout.trim().split('\n').at(-1) ?? '')
  return { sink, code, stderr, events: eventsOf(sink), tally: stats.sinks['sentry-client'].error }
}

describe('a Sentry client in Node that an app has already', () => {
  it('sends our errors and messages, under our ids, as its own hooks want them', async () => {
    const { code, events, tally } = await run({ HOW: 'errors' })
    expect(code).toBe(0)
    const byTitle = new Map(
      events.map((event) => [event.exception?.values?.at(-1)?.value ?? event.message, event]),
    )
    expect([...byTitle.keys()].sort()).toEqual(['no stock', 'stock is low'])
    expect(byTitle.get('no stock')).toMatchObject({
      event_id: expect.stringMatching(/^[0-9a-f]{32}$/),
      platform: 'node',
      level: 'error',
      release: 'of-the-client',
      environment: 'test',
      tags: { service: 'child', plan: 'pro', everywhere: 'yes', hook: 'yes' },
      contexts: { cart: { items: { tea: 1 } } },
      sdk: { name: 'holdfast.node' },
    })
    const [cause, thrown] = byTitle.get('no stock')?.exception?.values ?? []
    expect(cause?.value).toBe('refused by a cause')
    expect(thrown?.stacktrace?.frames?.at(-1)?.filename).toMatch(/sentryClient\.mjs$/)
    expect(byTitle.get('stock is low')?.level).toBe('warning')
    expect(tally).toMatchObject({ accepted: 3, delivered: 3, pending: 0, lost: {} })
  })

  it('sends feedback and logs', async () => {
    const { sink } = await run({ HOW: 'others' })
    const items = envelopesOf(sink).flatMap(([, all]): readonly Item[] => all)
    const told = new Map(items.map(([header, payload]) => [header.type, payload]))
    expect(told.get('feedback')).toMatchObject({
      contexts: { feedback: { message: 'It is slow.' } },
      sdk: { name: 'holdfast.node' },
    })
    expect(told.get('log')).toMatchObject({
      items: [{ level: 'warn', body: 'stock is low', attributes: { left: { value: 2 } } }],
    })
  })

  it('gets what was captured before it was there', async () => {
    const { events, tally } = await run({ HOW: 'late' })
    expect(events.map(({ message }) => message)).toEqual(['before the client'])
    expect(tally).toMatchObject({ delivered: 1, lost: {} })
  })

  it('puts the facts of no request on the errors of another', async () => {
    const { events } = await run({ HOW: 'requests' })
    const told = events.map(({ exception, user, tags }) => ({
      name: exception?.values?.[0]?.value,
      user,
      own: tags?.['own'],
      request: tags?.['request'],
    }))
    expect(told.sort((one, other) => String(one.name).localeCompare(String(other.name)))).toEqual(
      ['ann', 'ben', 'cid'].map((name) => ({
        name,
        user: undefined,
        own: name,
        request: undefined,
      })),
    )
  })

  it('captures itself what nobody caught, so that it is seen once', async () => {
    const { code, events, tally } = await run({ HOW: 'uncaught' })
    expect(code).toBe(1)
    expect(events.map(({ sdk }) => sdk?.name)).toEqual(['sentry.javascript.node'])
    expect(tally).toBeUndefined()
  })

  it('is given what nobody caught where the app wants that', async () => {
    const { tally } = await run({ HOW: 'uncaught', UNCAUGHT: '1' })
    expect(tally).toMatchObject({ accepted: 1 })
  })
})
