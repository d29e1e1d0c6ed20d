import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import {
  type ErrorSignal,
  type IncomingOptions,
  init,
  type MetricSignal,
  memorySink,
  type NodeMonitor,
} from '@holdfast/node'
import { expect, onTestFinished } from 'vitest'
import type { Framework, OpenApp } from './framework.ts'

/** Requests that were told alike. */
export interface Told {
  readonly method: unknown
  readonly route: unknown
  readonly status: unknown
  readonly error: unknown
  readonly count: number
}

/** A framework's app, served to the test alone, and what its monitor says of it. */
export interface Bench {
  readonly monitor: NodeMonitor
  readonly server: OpenApp['server']
  readonly port: number
  readonly url: string
  readonly spell: (template: string) => string
  ask(path: string, options?: RequestInit): Promise<Response>
  errors(): Promise<readonly ErrorSignal[]>
  /** Once as many requests have ended, and none is open; in the order of their routes. */
  told(count: number): Promise<readonly Told[]>
}

export const openBench = async (
  { open, spell = (template) => template }: Framework,
  incoming: IncomingOptions | false = {},
): Promise<Bench> => {
  const sink = memorySink()
  const monitor = init({
    service: randomUUID(),
    sinks: [sink],
    store: false,
    globalErrors: false,
    incoming,
  })
  const app = await open(monitor)
  if (!app.server.listening) await once(app.server, 'listening')
  onTestFinished(async () => {
    await app.close()
    await monitor.close()
  })
  const address = app.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const url = `http://127.0.0.1:${port}`

  const metricsCalled = async (name: string): Promise<readonly MetricSignal[]> => {
    await monitor.flush()
    return sink.signals
      .filter((signal) => signal.kind === 'metric')
      .filter((one) => one.name === name)
  }
  return {
    monitor,
    server: app.server,
    port,
    url,
    spell,
    ask: (path, options) => fetch(url + path, options),
    errors: async () => {
      await monitor.flush()
      return sink.signals.filter((signal) => signal.kind === 'error')
    },
    told: async (count) => {
      const durations = () => metricsCalled('http.server.request.duration')
      const open = async () => (await metricsCalled('http.server.active_requests')).at(-1)
      await expect.poll(async () => countOf(await durations()), { timeout: 5_000 }).toBe(count)
      expect(await open()).toMatchObject({ value: 0 })
      return toldBy(await durations())
    },
  }
}

const timesOf = (metric: MetricSignal): number =>
  metric.type === 'distribution' ? metric.histogram.count : 0

const countOf = (metrics: readonly MetricSignal[]): number =>
  metrics.reduce((sum, metric) => sum + timesOf(metric), 0)

const toldBy = (metrics: readonly MetricSignal[]): readonly Told[] => {
  const told = new Map<string, Told>()
  for (const metric of metrics) {
    const { attributes } = metric
    const key = JSON.stringify(attributes, Object.keys(attributes).sort())
    told.set(key, {
      method: attributes['http.request.method'],
      route: attributes['http.route'],
      status: attributes['http.response.status_code'],
      error: attributes['error.type'],
      count: (told.get(key)?.count ?? 0) + timesOf(metric),
    })
  }
  return [...told.values()].sort((one, other) =>
    String(one.route).localeCompare(String(other.route)),
  )
}

/** What one error tells, as far as it concerns its request. */
export const about = ({ message, scope, exceptions }: ErrorSignal) => ({
  message,
  user: scope.user?.id,
  mechanism: exceptions[0]?.mechanism,
  request: scope.contexts['request'] as Readonly<Record<string, unknown>> | undefined,
})
