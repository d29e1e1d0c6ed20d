import { describe, expect, it } from 'vitest'
import { milliseconds, wallTime } from '../model/units.ts'
import { parseBatch } from '../schema/parseBatch.ts'
import { parseDsn } from '../sinks/sentry/parseDsn.ts'
import { batch, signal } from '../testing/relayBodies.ts'
import { listedDsn } from '../testing/setUpRelay.ts'
import { createNarrow } from './createNarrow.ts'
import { createEnvelopeSink } from './envelopeSink.ts'
import { isModest } from './isModest.ts'
import { readRelayOptions } from './readRelayOptions.ts'
import { toSignals } from './toSignals.ts'

const now = wallTime(1_795_000_000_000)
const day = 24 * 3_600_000

describe('the times of a batch', () => {
  const timesOf = (sentAt: number, time: number) => {
    const breadcrumbs = [{ time, category: 'app', severity: 'info', message: 'm' }]
    const parsed = parseBatch(JSON.parse(batch([signal(1, { time, breadcrumbs })], { sentAt })))
    if (!parsed.ok) throw new Error(parsed.problems.join())
    const [first] = toSignals(parsed.batch, now)
    expect(first?.scope.breadcrumbs?.[0]?.time).toBe(first?.time)
    return (first?.time ?? 0) - now
  }

  it('stay as they are where the clock of the sender is about right', () => {
    expect(timesOf(now - 1_000, now - 5_000)).toBe(-5_000)
    expect(timesOf(now + 1_000, now - 3 * day)).toBe(-3 * day)
  })

  it('are corrected by what the sender takes for now', () => {
    expect(timesOf(now + 7 * day, now + 7 * day - 5_000)).toBe(-5_000)
    expect(timesOf(1_000, 400)).toBe(-600)
  })

  it('are never in the future, nor long ago, whatever is told', () => {
    expect(timesOf(now, now + day)).toBe(0)
    expect(timesOf(now, 0)).toBe(-90 * day)
    expect(timesOf(1e300, 5)).toBe(-90 * day)
    expect(timesOf(0, 1e300)).toBe(0)
  })
})

describe('what Sentry answers to an envelope', () => {
  const dsn = parseDsn(listedDsn)
  const answered = (status: number, limits?: string) =>
    dsn &&
    createEnvelopeSink(dsn).interpret(
      {
        type: 'answer',
        status,
        headers: limits === undefined ? {} : { 'x-sentry-rate-limits': limits },
      },
      now,
      { url: '', headers: {}, body: '', ids: [] },
    )
  const minute = { after: milliseconds(60_000) }

  it('means what it means for our own', () => {
    expect(answered(200)).toEqual({ type: 'delivered' })
    expect(answered(503)).toEqual({ type: 'retryable' })
    expect(answered(413)).toEqual({ type: 'tooLarge' })
    expect(answered(400)).toEqual({ type: 'rejected' })
    expect(answered(429)).toEqual({ type: 'limited', limits: [minute] })
    expect(answered(429, '60::organization')).toEqual({ type: 'limited', limits: [minute] })
    expect(answered(429, '60:error;transaction:key')).toEqual({ type: 'limited', limits: [minute] })
    expect(answered(200, '60::organization')).toEqual({ type: 'delivered', limits: [minute] })
  })

  it('does not hold up errors where only another category is refused', () => {
    expect(answered(429, '60:transaction:key')).toEqual({ type: 'rejected' })
    expect(answered(200, '60:transaction:key')).toEqual({ type: 'delivered' })
    expect(answered(200, '60:error:key')).toEqual({ type: 'delivered' })
    const both = answered(429, '60:error:key, 2700:session:key')
    expect(both).toEqual({ type: 'limited', limits: [minute] })
  })
})

describe('isModest', () => {
  const isModestText = (text: string): boolean =>
    isModest(Uint8Array.from(text, (unit) => unit.charCodeAt(0)))

  it('counts what is open, and no brackets of texts', () => {
    expect(isModestText('['.repeat(64) + ']'.repeat(64))).toBe(true)
    expect(isModestText('['.repeat(65))).toBe(false)
    expect(isModestText(`"${'['.repeat(1_000)}\\"${'['.repeat(1_000)}"`)).toBe(true)
    expect(isModestText(`[${'[],'.repeat(150_000)}0]`)).toBe(false)
    expect(isModestText('[1,2]'.repeat(1_000))).toBe(true)
  })
})

describe('createNarrow', () => {
  it('lets so many through at once, and the next in the place of one that has failed', async () => {
    const narrow = createNarrow(2)
    let most = 0
    let underWay = 0
    const work = async (): Promise<void> => {
      most = Math.max(most, ++underWay)
      await Promise.resolve()
      underWay--
      throw new Error('failed')
    }
    const results = await Promise.allSettled(Array.from({ length: 9 }, () => narrow(work)))
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(9)
    expect(most).toBe(2)
  })
})

describe('the options of a relay', () => {
  const optionsOf = (options: unknown): readonly string[] =>
    readRelayOptions(options).problems.map(({ option }) => option)

  it('are told wherever they are wrong, and never thrown', () => {
    expect(optionsOf(undefined)).toEqual(['service'])
    expect(optionsOf({ service: 'a' })).toEqual(['sinks'])
    expect(optionsOf({ service: 'a', forwardTo: [listedDsn] })).toEqual([])
    expect(
      optionsOf({
        service: '',
        sinks: [{}],
        forwardTo: [listedDsn, 'https://errors.example'],
        allow: { origins: ['https://shop.example/'], request: async () => true, evil: 1 },
        rate: { perClient: 0 },
        clientIp: 'keep',
        trust: { hops: 1 },
        bodyTimeout: 0,
      }),
    ).toEqual([
      'service',
      'sinks[0]',
      'forwardTo[1]',
      'allow.origins',
      'allow.request',
      'bodyTimeout',
      'rate.perClient',
      'clientIp',
      'trust.header',
      'allow.evil',
    ])
  })
})
