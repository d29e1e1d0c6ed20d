import {
  createCheckIns,
  createMonitor,
  createParking,
  createPolicies,
  createUsage,
  ledgerMetrics,
  type MonitorOptions,
} from '@holdfast/shared'
import { createSystemClock } from '@holdfast/shared/web-runtime'
import { childEnds } from './instruments/childEnds.ts'
import { globalErrors } from './instruments/globalErrors.ts'
import { processWarnings } from './instruments/processWarnings.ts'
import { createJournal } from './journal/createJournal.ts'
import type { NodeMonitor } from './nodeMonitor.ts'
import { readNodeOptions } from './readNodeOptions.ts'
import type { ProcessOptions } from './readProcessOptions.ts'
import { createRequests } from './requests/createRequests.ts'
import type { IncomingOptions } from './requests/incomingOptions.ts'
import { createProxyTrouble, print, toListener } from './runtime/listener.ts'
import { createNodeRuntime } from './runtime/nodeRuntime.ts'
import { resilienceHost } from './runtime/resilienceHost.ts'
import { sdk } from './sdk.ts'
import type { StoreOptions } from './spool/storeOptions.ts'

/** What a monitor in Node is made from. */
export interface NodeOptions extends MonitorOptions, ProcessOptions {
  /**
   * Keeps what is captured on disk until it is delivered: a process that is killed loses nothing
   * critical, and the next one, or a sibling, sends it. `false` keeps it in memory only. Where the
   * disk cannot be used, it is said once, counted, and done without. Default: on.
   */
  readonly store?: StoreOptions | false
  /**
   * Gives each request that a server of this process serves a scope of its own, counts and times it, and captures
   * what is thrown with it. `false` leaves servers alone. Default: on.
   */
  readonly incoming?: IncomingOptions | false
  /**
   * The proxy on the way to every sink: `http://user:password@proxy.example.com:8080`, or an `https:` one.
   * `false`: none. Default: what `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` say.
   */
  readonly proxy?: string | false
}

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
  const { service, sinks, store, incoming, ofProcess, proxy } = settings
  const debug = toListener(settings.debug, untold)
  const requests = createRequests(createSystemClock(globalThis), incoming)
  const runtime = createNodeRuntime({
    service,
    store,
    context: requests.context,
    signals: ofProcess.signals,
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
        ...(ofProcess.warnings ? [processWarnings(process)] : []),
        ...(ofProcess.childEnds ? [childEnds()] : []),
        requests,
        policies,
        checkIns,
        meters,
        ledgerMetrics(runtime.scheduler),
      ],
      park: createParking(runtime.store),
      print,
    },
  )
  const { policy } = policies
  return {
    ...monitor,
    policy,
    checkIn: checkIns.checkIn,
    usage: meters.usage,
    requests: requests.requests,
  }
}
