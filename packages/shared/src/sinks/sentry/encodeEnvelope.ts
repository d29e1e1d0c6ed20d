import type { Loss } from '../../model/lossReason.ts'
import type { ErrorSignal } from '../../model/signal.ts'
import type { WallTime } from '../../model/units.ts'
import type { WireRequest } from '../../ports/wire.ts'
import { toClientReport } from './clientReport.ts'
import { toSentryEvent } from './toSentryEvent.ts'

interface Sending {
  readonly url: string
  readonly sentAt: WallTime
  readonly losses: readonly Loss[]
}

/**
 * Sentry takes one event an envelope: a line of header, then a line of item header and the item, for
 * the event and for the report of what was lost.
 * https://develop.sentry.dev/sdk/data-model/envelopes/
 */
export const encodeEnvelope = (
  signal: ErrorSignal | undefined,
  { url, sentAt, losses }: Sending,
): readonly WireRequest[] => {
  const items = [
    ...(signal ? [{ type: 'event' }, toSentryEvent(signal)] : []),
    ...toClientReport(losses, sentAt),
  ]
  if (items.length === 0) return []
  const header = {
    ...(signal && { event_id: signal.id, sdk: signal.resource.sdk }),
    sent_at: new Date(sentAt).toISOString(),
  }
  return [
    {
      url,
      // Of the types that a browser sends to another origin without asking first.
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      body: `${[header, ...items].map((line) => JSON.stringify(line)).join('\n')}\n`,
      ids: signal ? [signal.id] : [],
    },
  ]
}
