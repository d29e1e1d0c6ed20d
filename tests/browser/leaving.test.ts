import type { FaultySink } from '@holdfast/shared/testing'
import { describe, it } from 'vitest'
import { expectSeen } from '../harness/expectSeen.ts'
import { startSink } from '../harness/startSink.ts'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

/** Batches wait for long, so that nothing but the end of the page can be what sends. */
const openPatient = async () => {
  const sink = await startSink()
  const query = { maxAge: '60000' }
  const opened = await openPage({ browser: chromium(), script: 'monitored.ts', sink, query })
  return { sink, ...opened }
}

const arrivedInBoth = async (sink: FaultySink, count: number): Promise<void> => {
  await sink.waitFor(count, { dialect: 'sentry' })
  await sink.waitFor(count, { dialect: 'http' })
}

const throwSoon = (): void =>
  void setTimeout(() => {
    throw new Error('the last one')
  })

describe('a page that is left right after an error', () => {
  it('has delivered it when it is closed', async () => {
    const { sink, page } = await openPatient()
    await page.evaluate(throwSoon)
    await page.close({ runBeforeUnload: false })
    await arrivedInBoth(sink, 1)
    expectSeen(sink, [{ message: 'the last one', handled: false }])
  })

  it('has delivered it when it goes elsewhere', async () => {
    const { sink, page, served } = await openPatient()
    await page.evaluate((url) => {
      setTimeout(() => {
        location.href = url
        throw new Error('the last one')
      })
    }, `${served.url}elsewhere`)
    await page.waitForURL('**/elsewhere')
    await arrivedInBoth(sink, 1)
    expectSeen(sink, [{ message: 'the last one', handled: false }])
  })

  const leaveWith = async (errors: number) => {
    const { sink, page, served } = await openPatient()
    await page.evaluate(
      ([url, count]) => {
        for (let number = 0; number < count; number++) {
          window.monitor.captureError(new Error(`number ${number}`))
        }
        location.href = url
      },
      [`${served.url}elsewhere`, errors] as const,
    )
    await page.waitForURL('**/elsewhere')
    return sink
  }

  it('has delivered five of them, each once', async () => {
    const sink = await leaveWith(5)
    await arrivedInBoth(sink, 5)
    expectSeen(
      sink,
      Array.from({ length: 5 }, (_, number) => ({ message: `number ${number}` })),
    )
  })

  // Sentry takes one event a request, and a browser lets some ten requests outlive their page: not
  // all twenty can arrive there. That must cost the other sink, which needs one request, nothing.
  it('has delivered twenty of them where they fit, and as many as can be elsewhere', async () => {
    const sink = await leaveWith(20)
    await sink.waitFor(8, { dialect: 'sentry' })
    await sink.waitFor(20, { dialect: 'http' })
  })

  it('sends when it is hidden, and goes on when it is shown again', async () => {
    const { sink, page } = await openPatient()
    await page.evaluate(throwSoon)
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      setTimeout(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })), 20)
    })
    await arrivedInBoth(sink, 1)
    await page.evaluate(async () => {
      window.monitor.captureMessage('shown again')
      await window.monitor.flush()
    })
    expectSeen(sink, [{ message: 'the last one' }, { message: 'shown again' }])
  })
})
