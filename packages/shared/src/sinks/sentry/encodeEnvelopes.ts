import type { Loss } from '../../model/lossReason.ts'
import type { Signal, SignalId } from '../../model/signal.ts'
import type { WallTime } from '../../model/units.ts'
import type { WireRequest } from '../../ports/wire.ts'
import { getOrMake } from '../../primitives/getOrMake.ts'
import { categories } from './categories.ts'
import { toClientReport } from './clientReport.ts'
import { toEnvelopeBody } from './envelopeBody.ts'
import type { Encoders, Item } from './items/item.ts'

interface Sending {
  readonly encoders: Encoders
  readonly contentType: string
  readonly url: string
  /** Told where the server is not the one that the DSN names. */
  readonly dsn?: string
  readonly sentAt: WallTime
  readonly losses: readonly Loss[]
}

/**
 * A line of header; then of each item a line of header, and the item. Sentry wants items of one category
 * only in each: what can travel together does, and the first tells of losses besides.
 * https://develop.sentry.dev/sdk/foundations/transport/envelopes/
 */
export const encodeEnvelopes = (
  signals: readonly Signal[],
  sending: Sending,
): readonly WireRequest[] => {
  const [first = [], ...others] = groupByEnvelope(signals)
  // Losses are told without any, too.
  const report = toClientReport(sending.losses, sending.sentAt)
  return [
    ...encodeEnvelope(first, report, sending),
    ...others.flatMap((group) => encodeEnvelope(group, [], sending)),
  ]
}

const groupByEnvelope = (signals: readonly Signal[]): readonly (readonly Signal[])[] => {
  const groups = new Map<string, Signal[]>()
  for (const signal of signals) {
    const { kind, id } = signal
    getOrMake(groups, travelsTogether.includes(kind) ? categories[kind][0] : id, () => []).push(
      signal,
    )
  }
  return [...groups.values()]
}

const travelsTogether: readonly string[] = ['log', 'event', 'metric', 'session']

const encodeEnvelope = (
  signals: readonly Signal[],
  report: readonly Item[],
  { url, dsn, contentType, sentAt, encoders }: Sending,
): readonly WireRequest[] => {
  const [first] = signals
  // Those of one envelope are told alike.
  const own = first && encoders[first.kind]?.(signals as never)
  const items = [...(own ?? []), ...report]
  if (items.length === 0) return []
  const ids = signals.map(({ id }) => id)
  const header = {
    ...(first && { ...toNames(first, ids), sdk: first.resource.sdk }),
    dsn,
    sent_at: new Date(sentAt).toISOString(),
  }
  return [
    {
      url,
      headers: { 'content-type': contentType },
      body: toEnvelopeBody([header, ...items.flat()]),
      ids,
    },
  ]
}

/** What Sentry knows an event by, or else a name of ours, that a receiver can tell repeats by. */
const toNames = (signal: Signal, ids: readonly SignalId[]): object => {
  if (signal.kind === 'error' || signal.kind === 'feedback') return { event_id: signal.id }
  return { event_id: signal.kind === 'attachment' ? signal.of : undefined, holdfast_ids: ids }
}
