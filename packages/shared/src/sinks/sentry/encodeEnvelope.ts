import type { Signal } from '../../model/signal.ts'
import type { WallTime } from '../../model/units.ts'
import type { WireRequest } from '../../ports/wire.ts'
import { toSentryEvent } from './toSentryEvent.ts'

/**
 * Sentry takes one event an envelope: a line of header, a line of item header, and the event.
 * https://develop.sentry.dev/sdk/data-model/envelopes/
 */
export const encodeEnvelope = (signal: Signal, sentAt: WallTime, url: string): WireRequest => {
  const { sdk } = signal.resource
  const header = { event_id: signal.id, sent_at: new Date(sentAt).toISOString(), sdk }
  const lines = [header, { type: 'event' }, toSentryEvent(signal)]
  return {
    url,
    // Of the types that a browser sends to another origin without asking first.
    headers: { 'content-type': 'text/plain;charset=UTF-8' },
    body: `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`,
    ids: [signal.id],
  }
}
