import type { UsageSignal } from '../../model/signal.ts'
import type { MisconfiguredSink, WireSink } from '../../ports/sink.ts'
import { http } from '../http/http.ts'
import type { HttpOptions, HttpRequest } from '../http/httpOptions.ts'
import { pickOptions } from '../knownOptions.ts'
import { findCulprit } from '../usage/findCulprit.ts'
import { groupUsage } from '../usage/groupUsage.ts'
import { joinProblems } from '../usage/joinProblems.ts'
import {
  type CloudEventsOptions,
  checkCloudEventsOptions,
  httpNames,
} from './cloudEventsOptions.ts'
import { toCloudEvents } from './toCloudEvents.ts'

/** Of ordinary ones, some 120 kB. */
const mostEvents = 500

/**
 * Ships usage as CloudEvents 1.0, in batches of JSON: an event for each subject, in each minute that it
 * used a meter. OpenMeter takes them. Signals of other kinds are for other sinks.
 *
 * @example
 * cloudEvents({
 *   url: 'https://openmeter.cloud/api/v1/events',
 *   headers: { authorization: `Bearer ${token}` },
 * })
 */
export const cloudEvents = (options: CloudEventsOptions): WireSink | MisconfiguredSink => {
  const sink = http<'usage'>({
    name: 'cloudEvents',
    url: '',
    ...pickOptions(options, httpNames),
    kinds: ['usage'],
    encode: (signals) => toRequests(signals, options),
  } as HttpOptions<'usage'>)
  const checked = joinProblems(sink, checkCloudEventsOptions(options))
  return 'problems' in checked ? checked : { ...checked, interpret: findCulprit(checked.interpret) }
}

const toRequests = (
  signals: readonly UsageSignal[],
  options: CloudEventsOptions,
): readonly HttpRequest[] => {
  const all = signals.map((signal) => ({ signal, events: toCloudEvents(signal, options) }))
  return groupUsage(all, mostEvents).map((group) => ({
    headers: { 'content-type': 'application/cloudevents-batch+json' },
    body: group.flatMap(({ events }) => events),
    signals: group.map(({ signal }) => signal),
  }))
}
