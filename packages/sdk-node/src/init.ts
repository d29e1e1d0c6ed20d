import {
  createCheckIns,
  createMonitor,
  createParking,
  createPolicies,
  createUsage,
  ledgerMetrics,
} from '@holdfast/shared'
import { createSystemClock } from '@holdfast/shared/web-runtime'
import { createFetch } from './fetch/createFetch.ts'
import { childEnds } from './instruments/childEnds.ts'
import { globalErrors } from './instruments/globalErrors.ts'
import { processWarnings } from './instruments/processWarnings.ts'
import { createJournal } from './journal/createJournal.ts'
import type { NodeMonitor } from './nodeMonitor.ts'
import type { NodeOptions } from './nodeOptions.ts'
import { outgoing } from './outgoing/outgoing.ts'
import { readNodeOptions } from './readNodeOptions.ts'
import { createRequests } from './requests/createRequests.ts'
import { createProxyTrouble, print, toListener } from './runtime/listener.ts'
import { createNodeRuntime } from './runtime/nodeRuntime.ts'
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
  const { service, sinks, store, incoming, proxy } = settings
  const debug = toListener(settings.debug, untold)
  const requests = createRequests(createSystemClock(globalThis), incoming)
  const runtime = createNodeRuntime({
    service,
    store,
    context: requests.context,
    signals: settings.terminationSignals,
    proxy,
    tell: createProxyTrouble(debug),
  })
  const checkIns = createCheckIns()
  const { interval } = settings.metrics
  const journal = store && createJournal({ ...runtime, service, settings: store })
  const meters = createUsage({ ...runtime, interval, sinks, journal: journal || undefined })
  const policies = createPolicies(resilienceHost, runtime.scheduler)
  const monitor = createMonitor(
    { ...settings, debug },
    {
      runtime,
      sdk,
      platform: { name: 'node', version: process.version },
      instruments: [
        ...(settings.globalErrors ? [globalErrors(process)] : []),
        ...(settings.warnings ? [processWarnings(process)] : []),
        ...(settings.childEnds ? [childEnds()] : []),
        requests,
        ...(settings.outgoing ? [outgoing(settings.outgoing, runtime)] : []),
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
