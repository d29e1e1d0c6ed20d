import type { Attributes } from '../../../model/attributes.ts'
import type { EventSignal, LogSignal, MetricSignal } from '../../../model/signal.ts'
import type { SentryAttribute, SentryAttributes, SentryLine } from '../sentryItems.ts'
import type { Item } from './item.ts'

type Line = LogSignal | EventSignal | MetricSignal

/** What all tell alike. Sentry wants a trace of each; what belongs to none has one of its own. */
export const toLine = (signal: Line): SentryLine => ({
  timestamp: signal.time / 1_000,
  trace_id: signal.scope.trace?.traceId ?? signal.id,
  attributes: toAttributes(signal),
})

const toAttributes = ({ resource, scope, attributes }: Line): SentryAttributes => {
  const { service, release, environment } = resource
  const { user, tags } = scope
  const all: Record<string, Attributes[string] | undefined> = {
    'service.name': service,
    'sentry.release': release,
    'sentry.environment': environment,
    'user.id': user?.id,
    'user.name': user?.name,
    'user.email': user?.email,
    ...tags,
    ...attributes,
  }
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, { type: typeOf(value), value }]],
    ),
  )
}

const typeOf = (value: Attributes[string]): SentryAttribute['type'] => {
  if (typeof value !== 'number') return typeof value === 'boolean' ? 'boolean' : 'string'
  return Number.isSafeInteger(value) ? 'integer' : 'double'
}

/** Many in one item. */
export const toContainer = (type: string, items: readonly object[]): readonly Item[] => [
  [
    {
      type,
      item_count: items.length,
      content_type: `application/vnd.sentry.items.${type.replace('_', '-')}+json`,
    },
    {
      version: 2,
      // Whom a log is about is told by it, or not at all: never by where the request came from.
      ingest_settings: { infer_ip: 'never', infer_user_agent: 'never' },
      items,
    },
  ],
]
