import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Signal } from '../model/signal.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'
import { createCheckIns } from './createCheckIns.ts'

/** What cannot be read, and what is not what it should be. */
const hostile: readonly unknown[] = [
  undefined,
  null,
  0,
  '',
  'text',
  Symbol('s'),
  10n,
  [],
  new Proxy({}, { get: () => fail() }),
  {
    get message() {
      return fail()
    },
    get attachments() {
      return fail()
    },
  },
  {
    toString: () => fail(),
    message: { toString: () => fail() },
    attachments: [null, 7, { content: 7 }],
  },
  Object.create(null),
  { attachments: new Proxy([], { get: () => fail() }) },
  { status: {}, schedule: { every: -1, cron: 7 }, duration: 'soon' },
]

const fail = (): never => {
  throw new Error('It is not to be read.')
}

const only = async (bench: ReturnType<typeof setUpMonitor>): Promise<Signal> => {
  const [signal, ...others] = await bench.signals()
  if (!signal || others.length > 0) throw new Error(`There are ${others.length + 1} signals.`)
  return signal
}

describe('a line of a log', () => {
  it('has its severity, its attributes, and whose it is', async () => {
    const bench = setUpMonitor()
    bench.monitor.withScope((scope) => {
      scope.setUser({ id: 'u-1' })
      scope.setContext('cart', { total: 3 })
      scope.addBreadcrumb({ message: 'opened' })
      bench.monitor.log.error('no stock', { sku: 'a-1', left: 0 })
    })
    expect(await only(bench)).toMatchObject({
      kind: 'log',
      severity: 'error',
      message: 'no stock',
      attributes: { sku: 'a-1', left: 0 },
      scope: { user: { id: 'u-1' }, tags: { region: 'eu' }, contexts: {} },
    })
  })

  it('has nothing private in it', async () => {
    const bench = setUpMonitor()
    bench.monitor.log.info('mail to ada@example.com', { password: 'hunter2', plan: 'pro' })
    const text = JSON.stringify(await only(bench))
    expect(text).not.toContain('ada@example.com')
    expect(text).not.toContain('hunter2')
    expect(text).toContain('pro')
  })

  it('is not wanted where it is less severe than what is', async () => {
    const bench = setUpMonitor({ minSeverity: 'warn' })
    bench.monitor.log.info('a detail')
    bench.monitor.log.warn('a warning')
    expect(await only(bench)).toMatchObject({ message: 'a warning' })
    expect(bench.monitor.stats().sinks['memory']?.log?.lost).toEqual({ filtered: 1 })
  })
})

describe('what a user says', () => {
  it('goes with the address that the user gave, and no other', async () => {
    const bench = setUpMonitor()
    const about = bench.monitor.captureError(new Error('no stock'))
    const id = bench.monitor.captureFeedback({
      message: 'Mail me at ada@example.com',
      name: 'Ada',
      email: 'ada@example.com',
      about,
    })
    const feedback = (await bench.signals()).find((signal) => signal.id === id)
    expect(feedback).toMatchObject({
      kind: 'feedback',
      contact: { name: 'Ada', email: 'ada@example.com' },
      about,
    })
    expect(JSON.stringify(feedback)).not.toContain('Mail me at ada@')
  })

  it('is about nothing where that is no id: a receiver would refuse the batch', async () => {
    const bench = setUpMonitor()
    bench.monitor.captureFeedback({ message: 'slow', about: 'order 7' as never })
    expect(await only(bench)).toMatchObject({ message: 'slow', about: undefined })
  })
})

describe('a file', () => {
  it('names the signal that it belongs to, and whose it is, and follows it', async () => {
    const bench = setUpMonitor()
    const id = bench.monitor.captureMessage('odd', {
      user: { id: 'u-1' },
      attachments: [
        { name: 'note.txt', content: 'token=sk_live_4eC39HqLyjWDarjtT1zdp7dc end' },
        { name: 'bytes', content: Uint8Array.of(0, 128, 255) },
      ],
    })
    const [message, note, bytes] = await bench.signals()
    expect(message?.id).toBe(id)
    expect(note).toMatchObject({
      kind: 'attachment',
      of: id,
      name: 'note.txt',
      contentType: 'text/plain',
      scope: { user: { id: 'u-1' } },
    })
    expect(JSON.stringify(note)).not.toContain('sk_live')
    expect(bytes).toMatchObject({
      contentType: 'application/octet-stream',
      content: { base64: 'AID/' },
    })
    expect(await bench.monitor.forget('u-1')).toBe(0)
  })

  it('is of the bytes of any view, and of a buffer of Node', async () => {
    const bench = setUpMonitor()
    const words = Uint16Array.of(0x4142, 0x4344)
    const attachments = [
      { name: 'words', content: words as never },
      { name: 'part', content: Buffer.from('abc').subarray(1) },
    ]
    bench.monitor.captureMessage('odd', { attachments })
    const [, first, second] = await bench.signals()
    expect(first).toMatchObject({
      content: { base64: Buffer.from(words.buffer).toString('base64') },
    })
    expect(second).toMatchObject({ content: { base64: Buffer.from('bc').toString('base64') } })
  })

  it('goes nowhere without what it belongs to', async () => {
    const bench = setUpMonitor({ ignoreErrors: ['odd'] })
    const attachments = [{ name: 'note.txt', content: 'a note' }]
    bench.monitor.captureMessage('odd', { attachments })
    expect(await bench.signals()).toEqual([])
  })

  it('comes with nine others at the most', async () => {
    const bench = setUpMonitor()
    const attachments = Array.from({ length: 50 }, () => ({ name: 'a', content: 'a' }))
    bench.monitor.captureMessage('odd', { attachments })
    expect(await bench.signals()).toHaveLength(11)
  })
})

describe('a check-in', () => {
  it('is told by one id from its begin to its end', async () => {
    const checkIns = createCheckIns()
    const bench = setUpMonitor({}, [checkIns])
    const begunBy = checkIns.checkIn('nightly', {
      status: 'inProgress',
      schedule: { cron: '0 3 * * *', margin: '5m', maxDuration: '1h', failuresToTell: 2 },
    })
    checkIns.checkIn('nightly', { status: 'ok', begunBy, duration: '2s' })
    expect(await bench.signals()).toMatchObject([
      {
        id: begunBy,
        status: 'inProgress',
        schedule: { when: { cron: '0 3 * * *' }, margin: 300_000, maxDuration: 3_600_000 },
      },
      { status: 'ok', begunBy, duration: 2_000 },
    ])
  })

  it('counts in whole numbers', async () => {
    const checkIns = createCheckIns()
    const bench = setUpMonitor({}, [checkIns])
    const schedule = { every: '1h', failuresToTell: Infinity, successesToMend: 0.5 } as const
    checkIns.checkIn('nightly', { status: 'ok', schedule })
    const counts = { failuresToTell: undefined, successesToMend: undefined }
    expect(await only(bench)).toMatchObject({ schedule: { when: { every: 3_600_000 }, ...counts } })
  })

  it('is not captured once its monitor has ended', async () => {
    const checkIns = createCheckIns()
    const bench = setUpMonitor({}, [checkIns])
    await bench.signals()
    const closed = bench.monitor.close()
    await bench.runtime.advance(10_000)
    await closed
    expect(checkIns.checkIn('nightly', { status: 'ok' })).toBeUndefined()
  })
})

it('never throws, whatever it is told', async () => {
  const checkIns = createCheckIns()
  const bench = setUpMonitor({}, [checkIns])
  const { monitor } = bench
  const any = fc.oneof(fc.constantFrom(...hostile), fc.anything()) as fc.Arbitrary<never>
  fc.assert(
    fc.property(any, any, (one: never, other: never) => {
      monitor.log.info(one, other)
      monitor.captureFeedback(one, other)
      monitor.captureMessage('hostile', { attachments: one })
      monitor.captureError(one, { attachments: [other, { name: one, content: other }] as never })
      checkIns.checkIn(one, other)
    }),
    { numRuns: 1_000 },
  )
  for (const signal of await bench.signals()) {
    expect(JSON.parse(JSON.stringify(signal))).toMatchObject({ kind: signal.kind })
  }
  expect(bench.said.filter((text) => text.includes('failed'))).toEqual([])
})
