import {
  createCheckIns,
  createMonitor,
  createParking,
  createPolicies,
  createUsage,
  ledgerMetrics,
} from '@holdfast/shared'
import { createFetch } from './fetch/createFetch.ts'
import { processInstruments } from './instruments/processInstruments.ts'
import { createJournal } from './journal/createJournal.ts'
import type { NodeMonitor } from './nodeMonitor.ts'
import type { NodeOptions } from './nodeOptions.ts'
import { readNodeOptions } from './readNodeOptions.ts'
import { createRequests } from './requests/createRequests.ts'
import { createProxyTrouble, print, toListener } from './runtime/listener.ts'
import { createNodeRuntime } from './runtime/nodeRuntime.ts'
import { createProcessClock } from './runtime/processClock.ts'
import { resilienceHost } from './runtime/resilienceHost.ts'
import { sdk } from './sdk.ts'
import { locateBy } from './source/locateBy.ts'

/** Printed whether or not somebody listens: nobody would know otherwise before it is missed. */
const untold: readonly string[] = ['storeFailed', 'usageRefused', 'proxyIgnored']

/**
 * Starts monitoring a process.
 *
 * @throws {HoldfastConfigError} naming every option that is wrong.
 * @example
 * const monitor = init({
 *   service: 'checkout',
 *   sinks: [sentry({ dsn: 'https://0123456789abcdef@errors.example.com/42' })],
 * })
 */
export const init = (options: NodeOptions): NodeMonitor => {
  const settings = readNodeOptions(options)
  const { service, sinks, store, proxy, metrics } = settings
  const debug = toListener(settings.debug, untold)
  const requests = createRequests(createProcessClock(), settings.incoming)
  const runtime = createNodeRuntime({
    service,
    store,
    context: requests.context,
    signals: settings.terminationSignals,
    proxy,
    tell: createProxyTrouble(debug),
  })
  const journal = store ? createJournal({ ...runtime, service, settings: store }) : undefined
  const meters = createUsage({ ...runtime, interval: metrics.interval, sinks, journal })
  const policies = createPolicies(resilienceHost, runtime.scheduler)
  const checkIns = createCheckIns()
  const monitor = createMonitor(
    { ...settings, debug },
    {
      runtime,
      sdk,
      platform: { name: 'node', version: process.version },
      instruments: [
        requests,
        ...processInstruments(settings, runtime),
        policies,
        checkIns,
        meters,
        ledgerMetrics(runtime.scheduler),
      ],
      park: createParking(runtime.store),
      locate: locateBy(settings, runtime.scheduler),
      print,
    },
  )
  return {
    ...monitor,
    policy: policies.policy,
    fetch: createFetch(policies),
    checkIn: checkIns.checkIn,
    usage: meters.usage,
    requests: requests.requests,
  }
}
