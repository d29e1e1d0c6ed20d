import type { Monitor } from '@holdfast/node'
import type { Event } from '@sentry/core'
import { eventsOf } from '../../harness/readTaken.ts'
import { startSink } from '../../harness/startSink.ts'
import { openMonitor } from '../openMonitor.ts'

export const facts = {
  service: 'checkout',
  release: '1.4.2',
  environment: 'staging',
  tags: { region: 'sa-east-1' },
}

/** A failure with causes, thrown where its stack has a name in it. */
const placeOrder = (): Error => {
  const root = new TypeError('the socket is closed')
  const middle = new Error('no answer of the bank', { cause: root })
  return new RangeError('the order failed', { cause: middle })
}

/** What is captured, by the name of the sample. */
export const captures = {
  plain: (monitor) => monitor.captureError(new Error('plain')),
  chain: (monitor) => monitor.captureError(placeOrder()),
  rich: (monitor) =>
    monitor.captureError(new Error('rich'), {
      severity: 'fatal',
      tags: { plan: 'pro', attempt: 3, paid: true },
      contexts: { order: { id: 'o-7', items: [{ sku: 'a', count: 2 }, null] } },
      user: { id: 'u-1', name: 'Ada', email: 'ada@example.com' },
    }),
  scoped: (monitor) =>
    monitor.withScope((scope) => {
      scope.setUser({ id: 'u-2' })
      scope.setTags({ plan: 'free' })
      scope.setContext('cart', { total: 12.5 })
      return monitor.captureError(new Error('scoped'), { tags: { plan: 'pro' } })
    }),
  told: (monitor) =>
    monitor.withScope((scope) => {
      scope.addBreadcrumb({ message: 'cart opened', category: 'ui', data: { items: 2 } })
      scope.addBreadcrumb({ message: 'no answer', severity: 'warn' })
      scope.setFingerprint(['orders', 'no-stock'])
      scope.setFlag('newCheckout', true)
      return monitor.captureError(Object.assign(new Error('told'), { code: 'ERR_NO_STOCK' }))
    }),
  message: (monitor) => monitor.captureMessage('told, not thrown', { severity: 'warn' }),
  debug: (monitor) => monitor.captureMessage('a detail', { severity: 'debug' }),
  noError: (monitor) => monitor.captureError({ code: 7 }),
  nothing: (monitor) => monitor.captureError(undefined),
  dom: (monitor) => monitor.captureError(new DOMException('aborted', 'AbortError')),
  aggregate: (monitor) =>
    monitor.captureError(new AggregateError([new Error('one'), new Error('two')], 'several')),
  awkward: (monitor) =>
    monitor.captureError(new Error('Grüße 🚀 "quoted" \\ \r\n \u2028 \u0000 \ud800'), {
      tags: { 'a name with spaces': 'Grüße 🚀' },
      contexts: { nested: { deep: { deeper: { deepest: [[[[1]]]] } } } },
    }),
} as const satisfies Readonly<Record<string, (monitor: Monitor) => string | undefined>>

export type Sample = keyof typeof captures

export const samples = Object.keys(captures) as readonly Sample[]

/** Captures all samples, and returns what Sentry's own parser reads of what arrived. */
export const sendSamples = async (): Promise<ReadonlyMap<Sample, Event>> => {
  const sink = await startSink()
  const monitor = openMonitor({ forSentry: sink, forHttp: sink }, facts)
  const ids = new Map(samples.map((name) => [captures[name](monitor), name]))
  await monitor.flush('10s')
  return new Map(
    eventsOf(sink).flatMap((event) => {
      const name = ids.get(event.event_id as never)
      return name === undefined ? [] : [[name, event] as const]
    }),
  )
}
