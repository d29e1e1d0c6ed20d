import { describe, expect, it } from 'vitest'
import { eventsOf } from '../harness/readTaken.ts'
import { startSink } from '../harness/startSink.ts'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

describe('a Sentry client in a page that an app has already', () => {
  it('sends what we capture, and alone captures what nobody caught', async () => {
    const sink = await startSink()
    const { page } = await openPage({ browser: chromium(), script: 'sentryClient.ts', sink })
    const id = await page.evaluate(() => {
      setTimeout(() => {
        throw new RangeError('nobody caught it')
      })
      return window.monitor.captureError(new TypeError('no stock'), { tags: { plan: 'pro' } })
    })
    await expect.poll(() => eventsOf(sink).length, { timeout: 10_000 }).toBe(2)
    // A second sending of the same would need no longer than the first did.
    await page.waitForTimeout(300)
    const told = eventsOf(sink).map(({ event_id, exception, sdk, dist, tags }) => ({
      id: event_id,
      value: exception?.values?.[0]?.value,
      sdk: sdk?.name,
      dist,
      plan: tags?.['plan'],
    }))
    expect(told).toHaveLength(2)
    expect(told).toEqual(
      expect.arrayContaining([
        { id, value: 'no stock', sdk: 'holdfast.browser', dist: 'hooked', plan: 'pro' },
        {
          id: expect.any(String),
          value: 'nobody caught it',
          sdk: 'sentry.javascript.browser',
          dist: 'hooked',
          plan: undefined,
        },
      ]),
    )
    const stats = await page.evaluate(() => window.monitor.stats())
    expect(stats.sinks['sentry-client']?.error).toMatchObject({ accepted: 1, delivered: 1 })
  })
})
