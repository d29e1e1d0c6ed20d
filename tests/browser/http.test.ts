import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { startSink } from '../harness/startSink.ts'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

const open = async (maxAge: string) => {
  const sink = await startSink()
  const query = { maxAge }
  const opened = await openPage({ browser: chromium(), script: 'ownHttp.ts', sink, query })
  return { sink, ...opened }
}

describe('http() in a page', () => {
  it('packs what it sends, with headers of a promise', async () => {
    const { sink, page } = await open('50')
    await page.evaluate(() => {
      for (let number = 0; number < 20; number++) {
        window.monitor.captureError(new Error(`number ${number}`))
      }
    })
    await sink.waitFor(20)
    const [request] = sink.requests
    expect(request?.headers).toMatchObject({ 'content-encoding': 'gzip', 'x-token': '1' })
    expect(gunzipSync(request?.bytes ?? '').toString()).toBe(request?.body)
  })

  it('sends plain, with the last headers, as the page goes', async () => {
    const { sink, page, served } = await open('60000')
    await page.evaluate(async () => {
      window.monitor.captureError(new Error('the first one'))
      await window.monitor.flush('5s')
    })
    await page.evaluate((url) => {
      window.monitor.captureError(new Error('the last one'))
      location.href = url
    }, `${served.url}elsewhere`)
    await page.waitForURL('**/elsewhere')
    await sink.waitFor(2)
    const { headers, body } = sink.requests.at(-1) ?? {}
    expect(body).toContain('the last one')
    expect(headers?.['x-token']).toBe('1')
    expect(headers?.['content-encoding']).toBeUndefined()
  })
})
