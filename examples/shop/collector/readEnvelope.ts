import type { Arrival } from '../model/arrival.ts'

type Facts = Omit<Arrival, 'time' | 'sink'>

/** As much of an event as the page shows. */
interface SentEvent {
  readonly event_id?: string
  readonly message?: string
  readonly contexts?: { readonly runtime?: { readonly name?: string } }
  readonly exception?: { readonly values?: readonly { type?: string; value?: string }[] }
}

/**
 * The events of an envelope: a line of header, then a line of header and a line of payload for each
 * item. https://develop.sentry.dev/sdk/data-model/envelopes/
 *
 * @throws {SyntaxError} where the text is no envelope.
 */
export const readEnvelope = (text: string): readonly Facts[] => {
  const [header = '', ...lines] = text.trimEnd().split('\n')
  JSON.parse(header)
  return lines.flatMap((line, index) => {
    if (index % 2 === 1) return []
    const item: { readonly type?: string } = JSON.parse(line)
    return item.type === 'event' ? [toFacts(JSON.parse(lines[index + 1] ?? ''))] : []
  })
}

const toFacts = ({ event_id, message, contexts, exception }: SentEvent): Facts => {
  // The value that was thrown comes last, after its causes.
  const thrown = exception?.values?.at(-1)
  if (event_id === undefined) throw new SyntaxError('An event without an id.')
  return {
    id: event_id,
    kind: 'error',
    runtime: contexts?.runtime?.name ?? '?',
    type: thrown?.type ?? 'Message',
    message: thrown?.value ?? message ?? '',
  }
}
