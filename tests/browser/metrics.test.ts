import { expect, it } from 'vitest'
import { metricsOf } from '../harness/metricsOf.ts'
import { startSink } from '../harness/startSink.ts'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

it('what a page has counted arrives when it is closed, one signal a series', async () => {
  const sink = await startSink()
  const query = { maxAge: '60000' }
  const { page } = await openPage({ browser: chromium(), script: 'monitored.ts', sink, query })
  await page.evaluate(async () => {
    const { monitor } = window
    for (let call = 0; call < 100; call++) {
      monitor.count('clicks', 1, { button: 'buy' })
      monitor.time('paint', 1 + call)
    }
    await monitor.measure('load', () => Promise.resolve(1))
  })
  await page.close({ runBeforeUnload: false })
  await sink.waitFor(3, { dialect: 'http' })
  expect(metricsOf(sink)).toMatchObject([
    { name: 'clicks', type: 'counter', value: 100, attributes: { button: 'buy' } },
    { name: 'paint', unit: 'millisecond', histogram: { count: 100, min: 1, max: 100 } },
    { name: 'load', attributes: { outcome: 'ok' }, histogram: { count: 1 } },
  ])
})
