import type { Sink } from '@holdfast/node'
import { cloudEvents } from '@holdfast/node/metering'

/**
 * Usage as CloudEvents, for OpenMeter to count: a meter of it has the `eventType` of ours, the aggregation
 * `SUM`, and the `valueProperty` `$.value`.
 *
 * @param url - of OpenMeter, with nothing behind the host: `https://openmeter.cloud`
 * @param token - read again for each request: it may change while the program runs
 */
export const openMeter = (url: string, token: () => string | Promise<string>): Sink =>
  cloudEvents({
    name: 'openmeter',
    url: `${url}/api/v1/events`,
    headers: async () => ({ authorization: `Bearer ${await token()}` }),
    batch: { maxAge: '5s' },
  })
