import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { init, type Monitor } from '@holdfast/node'
import { type PrometheusOptions, prometheus } from '@holdfast/node/prometheus'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { checkMetrics, type Prometheus, startPrometheus } from '../../harness/prometheus.ts'

const addressOf = (server: Server): string =>
  `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`

const exemplar = {
  traceId: '0af7651916cd43dd8448eb211c80319c',
  spanId: 'b7ad6b7169203331',
}

/** A server of ours that is scraped, with a monitor of its own. */
const serve = async (options?: PrometheusOptions) => {
  const metrics = prometheus(options)
  const monitor = init({
    service: 'checkout',
    release: '1.4.2',
    sinks: [metrics],
    store: false,
    globalErrors: false,
    incoming: false,
    metrics: { interval: 0 },
    // There is no tracing yet that an app could begin: so a hook says what it would.
    beforeCapture: (signal) =>
      signal.kind === 'metric' && signal.type !== 'gauge' && signal.name !== 'plain'
        ? { ...signal, exemplar: { ...exemplar, value: 42, time: signal.time } }
        : signal,
  })
  const server = createServer(metrics.handler()).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    server.close()
    await monitor.close()
  })
  return { metrics, monitor, url: addressOf(server) }
}

const start = async (target: string, features: readonly string[] = []): Promise<Prometheus> => {
  const started = await startPrometheus({ target, features })
  onTestFinished(() => started.stop())
  return started
}

const patient = { timeout: 20_000, interval: 250 }

/** What nobody should name a metric, and somebody will. */
const hostile = [
  'a"b\\c\nd',
  '',
  '\0',
  '日本語',
  'ordres_total',
  '1st',
  '__name__',
  'le',
  'job',
  '{evil="1"} 5',
  '# TYPE x gauge',
  'ünï\ud800',
  '\r\n\u2028',
  'orders_bucket',
  'orders_count',
]

/** Names, attributes and values of them all. */
const countHostile = (monitor: Monitor): void => {
  for (const name of hostile) {
    for (const value of hostile) monitor.count(name || 'empty', 1, { [value]: value })
    monitor.gauge(`gauge ${name}`, 1, { [name]: name })
    monitor.time(`time ${name}`, 1, { [name]: name, le: '5' })
  }
  for (const name of ['seconds', 'ms', '_seconds']) monitor.time(name, 1)
  monitor.gauge('orders', 1)
  monitor.distribution('orders!', 1)
  monitor.count('orders?')
}

describe('promtool', () => {
  it('has nothing to say of what is counted by name', async () => {
    const { monitor, metrics, url } = await serve()
    monitor.count('orders', 3, { country: 'BR', paid: true, items: 2 })
    monitor.count('http.requests')
    monitor.gauge('queue', 7)
    monitor.time('render', 12.5, { page: 'cart' })
    monitor.distribution('upload.bytes', 512)
    const silent = { status: 0, stdout: '', stderr: '' }
    expect(checkMetrics(await (await fetch(url)).text())).toEqual(silent)
    expect(checkMetrics((await metrics.text()).text)).toEqual(silent)
  })

  it('can read what is named by an enemy', async () => {
    const { monitor, url } = await serve()
    countHostile(monitor)
    const text = await (await fetch(url)).text()
    // It finds fault with their style, and 1 would be that it cannot read them.
    expect(checkMetrics(text)).toMatchObject({ status: 3 })
    expect(checkMetrics('a{b="\n"} 1\n')).toMatchObject({ status: 1 })
  })
})

describe('a real Prometheus', () => {
  it('holds what was counted until the scrape, under the names of its conventions', async () => {
    const { monitor, url } = await serve()
    monitor.count('orders', 3, { country: 'BR', paid: true })
    monitor.gauge('queue', 7)
    for (let value = 1; value <= 100; value++) monitor.time('render', value, { page: 'cart' })
    for (const value of hostile) monitor.count('hostile', 1, { value, [value]: 'x' })
    const { query } = await start(url)
    await vi.waitFor(async () => {
      expect(await query('orders_total')).toMatchObject([
        { metric: { country: 'BR', paid: 'true', job: 'own' }, value: 3 },
      ])
    }, patient)
    expect(await query('queue')).toMatchObject([{ value: 7 }])
    expect(await query('render_seconds_sum')).toMatchObject([{ value: 5.05 }])
    expect(await query('render_seconds_bucket{le="0.05"}')).toMatchObject([
      { metric: { page: 'cart' }, value: 50 },
    ])
    expect(await query('target_info')).toMatchObject([
      { metric: { service_name: 'checkout', service_version: '1.4.2' } },
    ])
    expect(await query('sum(hostile_total)')).toMatchObject([{ value: hostile.length }])
    const values = (await query('hostile_total')).map(({ metric }) => metric['value'])
    expect(values).toContain('a"b\\c\nd')
    monitor.count('orders', 4, { country: 'BR', paid: true })
    await vi.waitFor(async () => {
      expect(await query('orders_total')).toMatchObject([{ value: 7 }])
    }, patient)
  })

  it('holds each line of what is named by an enemy', async () => {
    const { monitor, metrics, url } = await serve()
    countHostile(monitor)
    const { query } = await start(url)
    await vi.waitFor(async () => {
      expect(await query('up')).toMatchObject([{ value: 1 }])
    }, patient)
    const { text } = await metrics.text('application/openmetrics-text')
    const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
    const [scraped] = await query('scrape_samples_scraped')
    const held = await query('count({job="own", __name__!~"up|scrape_.*"})')
    expect([scraped?.value, held[0]?.value]).toEqual([lines.length, lines.length])
  })

  it('holds exemplars, by their traces', async () => {
    const { monitor, url } = await serve()
    monitor.count('orders', 3)
    monitor.time('render', 42)
    const { ask } = await start(url, ['exemplar-storage'])
    const about = 'query={__name__=~"orders_total|render_seconds_bucket"}'
    await vi.waitFor(async () => {
      const found = await ask(`query_exemplars?${about}&start=0&end=9999999999`)
      const labels = { trace_id: exemplar.traceId, span_id: exemplar.spanId }
      expect(found).toHaveLength(2)
      expect(found).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            seriesLabels: expect.objectContaining({ __name__: 'orders_total' }),
            exemplars: [expect.objectContaining({ labels, value: '42' })],
          }),
          expect.objectContaining({
            seriesLabels: expect.objectContaining({ le: '0.05' }),
            exemplars: [expect.objectContaining({ labels, value: '0.042' })],
          }),
        ]),
      )
    }, patient)
  })

  it('takes native histograms, and tells quantiles of them as exactly as we do', async () => {
    const { monitor, url } = await serve()
    for (let value = 1; value <= 1_000; value++) {
      monitor.time('render', value)
      monitor.distribution('plain', value ** 3)
      monitor.distribution('signs', value - 300)
    }
    monitor.count('orders', 2)
    const { query } = await start(url, ['native-histograms'])
    const value = async (expression: string) => (await query(expression))[0]?.value
    await vi.waitFor(async () => {
      expect(await value('histogram_count(render_seconds)')).toBe(1_000)
    }, patient)
    expect(await value('histogram_sum(render_seconds)')).toBe(500.5)
    expect(await value('histogram_count(signs)')).toBe(1_000)
    expect(await value('orders_total')).toBe(2)
    for (const q of [0.01, 0.1, 0.5, 0.9, 0.99]) {
      const rank = Math.ceil(q * 1_000)
      const off = (told: number | undefined, exact: number) => Math.abs(Number(told) / exact - 1)
      const seconds = await value(`histogram_quantile(${q}, render_seconds)`)
      expect(off(seconds, rank / 1_000)).toBeLessThan(0.013)
      const cubes = await value(`histogram_quantile(${q}, plain)`)
      expect(off(cubes, rank ** 3)).toBeLessThan(0.011)
      const signs = await value(`histogram_quantile(${q}, signs)`)
      if (rank !== 300) expect(off(signs, rank - 300)).toBeLessThan(0.013)
    }
  })
})
