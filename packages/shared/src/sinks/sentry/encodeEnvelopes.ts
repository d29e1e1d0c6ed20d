import type { Loss } from '../../model/lossReason.ts'
import type { AttachmentSignal, SessionSignal, Signal, SignalId } from '../../model/signal.ts'
import type { WallTime } from '../../model/units.ts'
import type { WireRequest } from '../../ports/wire.ts'
import { fromBase64 } from '../../primitives/base64.ts'
import { utf8Length } from '../../primitives/utf8Length.ts'
import { categories } from './categories.ts'
import { toClientReport } from './clientReport.ts'
import { toSentryEvent } from './toSentryEvent.ts'
import {
  toSentryCheckIn,
  toSentryFeedback,
  toSentryLog,
  toSentryMetric,
  toSentrySessions,
} from './toSentryItems.ts'

interface Sending {
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
  const groups = groupByEnvelope(signals)
  // Losses are told without any, too.
  return (groups.length > 0 ? groups : [[]]).flatMap((group, index) =>
    encodeEnvelope(group, { ...sending, losses: index > 0 ? [] : sending.losses }),
  )
}

const groupByEnvelope = (signals: readonly Signal[]): readonly (readonly Signal[])[] => {
  const groups = new Map<string, Signal[]>()
  for (const signal of signals) {
    const key = travelsTogether.has(signal.kind) ? categories[signal.kind][0] : signal.id
    const group = groups.get(key)
    if (group) group.push(signal)
    else groups.set(key, [signal])
  }
  return [...groups.values()]
}

const travelsTogether: ReadonlySet<string> = new Set(['log', 'event', 'metric', 'session'])

const encodeEnvelope = (
  signals: readonly Signal[],
  { url, dsn, sentAt, losses }: Sending,
): readonly WireRequest[] => {
  const items = [...toItems(signals), ...toClientReport(losses, sentAt)]
  if (items.length === 0) return []
  const [first] = signals
  const ids = signals.map(({ id }) => id)
  const header = {
    ...(first && { ...toNames(first, ids), sdk: first.resource.sdk }),
    dsn,
    sent_at: new Date(sentAt).toISOString(),
  }
  return [
    {
      url,
      // Of the types that a browser sends to another origin without asking first.
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      body: toBody([header, ...items.flat()]),
      ids,
    },
  ]
}

/** What Sentry knows an event by, or else a name of ours, that a receiver can tell repeats by. */
const toNames = (signal: Signal, ids: readonly SignalId[]): object => {
  if (signal.kind === 'error' || signal.kind === 'feedback') return { event_id: signal.id }
  return { event_id: signal.kind === 'attachment' ? signal.of : undefined, holdfast_ids: ids }
}

type Item = readonly [header: object, payload: object | string | Uint8Array]

/** Of signals that travel together. */
const toItems = (signals: readonly Signal[]): readonly Item[] => {
  const items: Item[] = []
  const logs: object[] = []
  const metrics: object[] = []
  const sessions: SessionSignal[] = []
  for (const signal of signals) {
    switch (signal.kind) {
      case 'error':
        items.push([{ type: 'event' }, toSentryEvent(signal)])
        break
      case 'feedback':
        items.push([{ type: 'feedback' }, toSentryFeedback(signal)])
        break
      case 'checkIn':
        items.push([{ type: 'check_in' }, toSentryCheckIn(signal)])
        break
      case 'attachment':
        items.push(toAttachmentItem(signal))
        break
      case 'session':
        sessions.push(signal)
        break
      case 'metric':
        metrics.push(toSentryMetric(signal))
        break
      default:
        logs.push(toSentryLog(signal))
    }
  }
  return [
    ...items,
    ...toSentrySessions(sessions).map(([type, session]): Item => [{ type }, session]),
    ...toContainer('log', 'log', logs),
    ...toContainer('trace_metric', 'trace-metric', metrics),
  ]
}

const toContainer = (type: string, subtype: string, items: readonly object[]): readonly Item[] => {
  if (items.length === 0) return []
  const content_type = `application/vnd.sentry.items.${subtype}+json`
  // Whom a log is about is told by it, or not at all: never by where the request came from.
  const ingest_settings = { infer_ip: 'never', infer_user_agent: 'never' }
  const header = { type, item_count: items.length, content_type }
  return [[header, { version: 2, ingest_settings, items }]]
}

const toAttachmentItem = ({ name, contentType, content }: AttachmentSignal): Item => {
  const payload = 'text' in content ? content.text : fromBase64(content.base64)
  const length = typeof payload === 'string' ? utf8Length(payload) : payload.length
  return [{ type: 'attachment', length, filename: name, content_type: contentType }, payload]
}

/** A text, but for what no text can hold. */
const toBody = (parts: readonly (object | string | Uint8Array)[]): string | Uint8Array => {
  const told = parts.map((part) =>
    typeof part === 'string' || part instanceof Uint8Array ? part : JSON.stringify(part),
  )
  return told.every((part) => typeof part === 'string') ? `${told.join('\n')}\n` : toBytes(told)
}

const toBytes = (parts: readonly (string | Uint8Array)[]): Uint8Array => {
  const lines = parts.map((part) => (typeof part === 'string' ? asciiBytes(part) : part))
  const bytes = new Uint8Array(lines.reduce((sum, line) => sum + line.length + 1, 0))
  let at = 0
  for (const line of lines) {
    bytes.set(line, at)
    at += line.length
    bytes[at++] = newline
  }
  return bytes
}

const newline = 10

/** JSON has a way to tell every character by those that take one byte. */
const asciiBytes = (json: string): Uint8Array => {
  const ascii = json.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return Uint8Array.from(ascii, (unit) => unit.charCodeAt(0))
}
