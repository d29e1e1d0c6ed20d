import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createGunzip } from 'node:zlib'
import { init } from '@holdfast/node'
import {
  HoldfastConfigError,
  type PrometheusHandler,
  type PrometheusOptions,
  prometheus,
} from '@holdfast/node/prometheus'
import { describe, expect, it, onTestFinished } from 'vitest'

const open = (options?: PrometheusOptions) => {
  const metrics = prometheus(options)
  const monitor = init({ service: 'shop', sinks: [metrics], store: false, globalErrors: false })
  onTestFinished(async () => void (await monitor.close()))
  return { metrics, monitor }
}

const serve = async (handler: PrometheusHandler): Promise<string> => {
  const server = createServer(handler).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`
}

const protobuf =
  'application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited'

describe('the handler', () => {
  it.each(['node', 'fetch'])('answers by what is accepted: %s', async (shape) => {
    const { metrics, monitor } = open()
    monitor.count('orders', 3)
    const handler = metrics.handler()
    const url = await serve(handler)
    const ask = (init: RequestInit) =>
      shape === 'node' ? fetch(url, init) : handler(new Request('http://own/metrics', init))
    const text = await ask({})
    expect(text.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    expect(await text.text()).toContain('\norders_total 3\n')
    const openMetrics = await ask({ headers: { accept: 'application/openmetrics-text' } })
    expect(openMetrics.headers.get('content-type')).toMatch(/^application\/openmetrics-text; v/)
    expect(await openMetrics.text()).toMatch(/\norders_total 3\n[\s\S]*# EOF\n$/)
    const bytes = await ask({ headers: { accept: protobuf } })
    expect(bytes.headers.get('content-type')).toContain('proto=io.prometheus.client.MetricFamily')
    expect(Buffer.from(await bytes.arrayBuffer()).includes('orders_total')).toBe(true)
    const head = await ask({ method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
    const refused = await ask({ method: 'POST', body: 'x' })
    expect([refused.status, refused.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('packs what is long, for those who can read it', async () => {
    const { metrics, monitor } = open()
    for (let user = 0; user < 200; user++) monitor.count('orders', 1, { user })
    const handler = metrics.handler()
    const ask = (coding: string) =>
      handler(new Request('http://own/', { headers: { 'accept-encoding': coding } }))
    const packed = await ask('br, gzip;q=0.5')
    expect(packed.headers.get('content-encoding')).toBe('gzip')
    const gunzip = createGunzip()
    gunzip.end(Buffer.from(await packed.arrayBuffer()))
    const [text] = await gunzip.setEncoding('utf8').toArray()
    expect(text).toContain('orders_total{user="0"} 1\n')
    expect((await ask('gzip;q=0')).headers.get('content-encoding')).toBeNull()
  })

  it('takes what frameworks hand on besides', async () => {
    const { metrics } = open()
    const handler = metrics.handler() as (request: Request, env: object) => Promise<Response>
    expect((await handler(new Request('http://own/'), { name: 'env' })).status).toBe(200)
  })
})

describe('what was counted', () => {
  it('is there at once, for many who ask at a time', async () => {
    const { metrics, monitor } = open()
    monitor.count('orders')
    const texts = await Promise.all(Array.from({ length: 50 }, () => metrics.text()))
    for (const { text } of texts) expect(text).toContain('\norders_total 1\n')
    const before = metrics.text()
    monitor.count('orders')
    expect((await metrics.text()).text).toContain('\norders_total 2\n')
    expect((await before).text).toContain('\norders_total 1\n')
    expect((await metrics.text(protobuf)).contentType).toContain('openmetrics')
  })

  it('is kept apart by two sinks of a monitor, and still told once it has closed', async () => {
    const sinks = [prometheus(), prometheus(), prometheus({ name: 'other', maxSeries: 1 })]
    const monitor = init({ service: 'shop', sinks, store: false, globalErrors: false })
    monitor.count('orders')
    const told = () => Promise.all(sinks.map(async (sink) => (await sink.text()).text))
    for (const text of await told()) expect(text).toContain('\norders_total 1\n')
    monitor.count('orders')
    await monitor.close()
    for (const text of await told()) expect(text).toContain('\norders_total 2\n')
  })
})

describe('wrong options', () => {
  it('are named by init, with those of others, and by a handler without a monitor', () => {
    const metrics = prometheus({ buckets: [3, 2], patience: 'soon' as never })
    expect(() => init({ service: '', sinks: [metrics] })).toThrow(
      /service[\s\S]*sinks\[0\]\.buckets/,
    )
    expect(() => metrics.handler()).toThrow(HoldfastConfigError)
  })
})
