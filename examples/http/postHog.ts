import { type EventSignal, http, type Sink } from '@holdfast/node'

/**
 * Events as those of PostHog.
 *
 * @param host - that of the region: `https://eu.i.posthog.com`
 * @param projectKey - it may be public, and begins with `phc_`
 */
export const postHog = (host: string, projectKey: string): Sink =>
  http({
    name: 'posthog',
    url: `${host}/batch/`,
    kinds: ['event'],
    compress: true,
    batch: { maxCount: 500, maxAge: '5s' },
    encode: (events) => ({
      body: { api_key: projectKey, historical_migration: false, batch: events.map(toEvent) },
    }),
  })

const toEvent = ({ id, name, time, attributes, scope, resource }: EventSignal): object => {
  const userId = scope.user?.id
  return {
    // The same over retries: PostHog drops repeats by it, the name, the time and the person.
    uuid: id.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-'),
    event: name,
    timestamp: new Date(time).toISOString(),
    distinct_id: userId ?? `service:${resource.service}`,
    properties: {
      ...attributes,
      $lib: 'holdfast',
      // Without a user it is about no person, and none is to be made of it.
      ...(!userId && { $process_person_profile: false }),
    },
  }
}
