import { type EventSignal, http, type Sink } from '@holdfast/node'

/**
 * Events as CloudEvents, for OpenMeter to count.
 *
 * @param url - of OpenMeter, with nothing behind the host: `https://openmeter.cloud`
 * @param token - read again for each request: it may change while the program runs
 */
export const openMeter = (url: string, token: () => string | Promise<string>): Sink =>
  http({
    name: 'openmeter',
    url: `${url}/api/v1/events`,
    headers: async () => ({
      authorization: `Bearer ${await token()}`,
      'content-type': 'application/cloudevents-batch+json',
    }),
    kinds: ['event'],
    // It cannot be counted for nobody.
    accepts: (event) => subjectOf(event) !== '',
    batch: { maxCount: 100, maxAge: '5s' },
    encode: (events) => ({ body: events.map(toCloudEvent) }),
  })

/** Whom it is counted for. */
const subjectOf = ({ attributes, scope }: EventSignal): string =>
  String(attributes['customer'] ?? scope.user?.id ?? '')

const toCloudEvent = (event: EventSignal): object => ({
  specversion: '1.0',
  // The same over retries: what has this id and source counts once.
  id: event.id,
  source: event.resource.service,
  type: event.name,
  subject: subjectOf(event),
  time: new Date(event.time).toISOString(),
  datacontenttype: 'application/json',
  data: event.attributes,
})
