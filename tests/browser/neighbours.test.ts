import { describe, expect, it } from 'vitest'
import { expectSeen } from '../harness/expectSeen.ts'
import { batchesOf } from '../harness/readTaken.ts'
import { startSink } from '../harness/startSink.ts'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

describe('on a page with others', () => {
  it('a fetch that the page puts in place later is not used by us', async () => {
    const sink = await startSink()
    const { page } = await openPage({ browser: chromium(), script: 'monitored.ts', sink })
    const calls = await page.evaluate(async () => {
      const seen: string[] = []
      window.fetch = (input) => {
        seen.push(String(input))
        return Promise.reject(new Error('not the real one'))
      }
      window.setTimeout = (() => 0) as never
      window.monitor.captureError(new Error('ours'))
      await window.monitor.flush()
      return seen
    })
    expect(calls).toEqual([])
    expectSeen(sink, [{ message: 'ours' }])
  })

  it('two copies both work, each on its own', async () => {
    const sink = await startSink()
    const { page } = await openPage({ browser: chromium(), script: 'twoCopies.ts', sink })
    await page.evaluate(() => {
      setTimeout(() => {
        throw new Error('of the page')
      })
    })
    await sink.waitFor(2, { dialect: 'sentry' })
    await sink.waitFor(2, { dialect: 'http' })
    expectSeen(sink, [{ message: 'of the page' }, { message: 'of the page' }])
    const services = batchesOf(sink).map(({ resource }) => resource.service)
    expect(services.sort()).toEqual(['page', 'widget'])
  })

  it('a copy that is closed leaves the other one at work', async () => {
    const sink = await startSink()
    const { page } = await openPage({ browser: chromium(), script: 'twoCopies.ts', sink })
    await page.evaluate(async () => {
      await window.monitor.close()
      setTimeout(() => {
        throw new Error('after the close')
      })
    })
    await sink.waitFor(1, { dialect: 'sentry' })
    await sink.waitFor(1, { dialect: 'http' })
    expectSeen(sink, [{ message: 'after the close' }])
    expect(batchesOf(sink).map(({ resource }) => resource.service)).toEqual(['widget'])
  })
})
