import { describe, expect, it } from 'vitest'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

describe('a page with wrong options', () => {
  it('is warned once, by name and without a value', async () => {
    const { console } = await openPage({ browser: chromium(), script: 'misconfigured.ts' })
    expect(console).toHaveLength(1)
    const [warning = ''] = console
    expect(warning).toMatch(/^warning: Holdfast cannot start/)
    for (const option of ['service', 'sinks[0].url', 'shutdownTimeout']) {
      expect(warning).toContain(`${option}: expected`)
    }
    expect(warning).not.toContain('s3cr3t')
  })

  it('has a monitor that works and does nothing', async () => {
    const { page } = await openPage({ browser: chromium(), script: 'misconfigured.ts' })
    const results = await page.evaluate(async () => {
      const { monitor } = window
      return {
        captured: typeof monitor.captureError(new Error('x')),
        scoped: monitor.withScope((scope) => {
          scope.setTags({ a: 1 })
          return 7
        }),
        flushed: await monitor.flush(),
        stats: monitor.stats(),
        closed: await monitor.close(),
      }
    })
    const nothing = { delivered: 0, lost: 0, pending: 0 }
    expect(results).toMatchObject({
      scoped: 7,
      flushed: nothing,
      stats: { sinks: {} },
      closed: nothing,
    })
  })
})
