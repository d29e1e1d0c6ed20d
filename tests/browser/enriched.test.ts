import { describe, expect, it } from 'vitest'
import { errorsOf, eventsOf } from '../harness/readTaken.ts'
import { startSink } from '../harness/startSink.ts'
import { openPage } from './openPage.ts'
import { useChromium } from './useChromium.ts'

const chromium = useChromium()

const openMonitored = async () => {
  const sink = await startSink()
  const { page } = await openPage({ browser: chromium(), script: 'monitored.ts', sink })
  /** Runs in a script of the page's own, as those of an app do. */
  const run = async (code: string): Promise<void> =>
    void (await page.addScriptTag({ content: code }))
  const flush = (): Promise<unknown> => page.evaluate('monitor.flush("5s")')
  return { sink, page, run, flush }
}

describe('what a page captures', () => {
  it('tells its user, what led to the failure, and the flags that were on, in both dialects', async () => {
    const { sink, run, flush } = await openMonitored()
    await run(`monitor.page.setUser({ id: 'u-17' })
      monitor.page.setFlag('newCheckout', true)
      monitor.addBreadcrumb({ category: 'cart', message: 'opened', data: { items: 2 } })
      monitor.captureError(new Error('later'))`)
    await flush()
    expect(errorsOf(sink)).toMatchObject([
      {
        user: { id: 'u-17' },
        flags: { newCheckout: true },
        breadcrumbs: [{ category: 'cart', message: 'opened', data: { items: 2 } }],
      },
    ])
    expect(eventsOf(sink)).toMatchObject([
      {
        user: { id: 'u-17' },
        breadcrumbs: [{ category: 'cart', message: 'opened', data: { items: 2 } }],
        contexts: { flags: { values: [{ flag: 'newCheckout', result: true }] } },
      },
    ])
  })

  it('holds nothing private, wherever it stood', async () => {
    const { sink, run, flush } = await openMonitored()
    await run(`monitor.page.setContext('request', {
        url: '/pay?token=t0p-s3cret', headers: { Authorization: 'Bearer abcdef0123456789' },
      })
      monitor.addBreadcrumb({ message: 'paid with 4111 1111 1111 1111' })
      monitor.captureError(Object.assign(new Error('of ada@example.com'), { password: 'hunter22' }))`)
    await flush()
    const bodies = sink.requests.map(({ body }) => body).join('\\n')
    expect(bodies).toContain('[scrubbed]')
    expect(bodies).toContain('[card]')
    expect(bodies).toContain('[email]')
    expect(bodies).not.toMatch(/t0p-s3cret|abcdef0123456789|4111|ada@|hunter22/)
  })

  it('names the builds of its files, by what a bundler left', async () => {
    const { sink, run, flush } = await openMonitored()
    await run(`const id = 'd9428888-122b-11e1-b85c-61cd3cbb3210'
      window._sentryDebugIds = { [new Error().stack]: id }
      monitor.captureError(new Error('of a build'))
      //# sourceURL=https://shop.example/built.js`)
    await flush()
    const [event] = eventsOf(sink)
    expect(event?.debug_meta?.images).toEqual([
      {
        type: 'sourcemap',
        code_file: 'https://shop.example/built.js',
        debug_id: 'd9428888-122b-11e1-b85c-61cd3cbb3210',
      },
    ])
    expect(event?.exception?.values?.[0]?.stacktrace?.frames?.at(-1)?.filename).toBe(
      'https://shop.example/built.js',
    )
  })

  it('leaves out noise, repeats, and what a loop makes too much of, and counts it', async () => {
    const { sink, page, run, flush } = await openMonitored()
    await run(`window.dispatchEvent(new ErrorEvent('error', { message: 'Script error.' }))
      const fail = (index) => monitor.captureError(new Error('order ' + index))
      for (let index = 0; index < 100; index++) fail(index)
      const twice = () => new Error('twice')
      for (let index = 0; index < 2; index++) monitor.captureError(twice())`)
    await flush()
    const stats = await page.evaluate('monitor.stats()')
    expect(stats).toMatchObject({
      sinks: {
        http: {
          error: {
            accepted: 103,
            delivered: 31,
            pending: 0,
            lost: { noise: 1, rateCapped: 70, repeated: 1 },
          },
        },
      },
    })
    expect(errorsOf(sink)).toHaveLength(31)
  })
})
