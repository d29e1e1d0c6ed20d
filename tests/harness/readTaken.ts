import {
  parseBatch,
  type ReceivedBatch,
  type ReceivedError,
  type ReceivedSignal,
} from '@holdfast/shared/schema'
import type { FaultySink } from '@holdfast/shared/testing'
import { type Envelope, type Event, parseEnvelope } from '@sentry/core'

/** What a sink took in our own format, read by the published parser, which refuses all else. */
export const batchesOf = ({ requests }: FaultySink): readonly ReceivedBatch[] =>
  requests
    .filter(({ dialect, taken }) => dialect === 'http' && taken)
    .map(({ body }) => {
      const parsed = parseBatch(JSON.parse(body))
      if (!parsed.ok) throw new Error(`No batch: ${parsed.problems.join(', ')}`)
      return parsed.batch
    })

export const signalsOf = (sink: FaultySink): readonly ReceivedSignal[] =>
  batchesOf(sink).flatMap(({ signals }) => signals)

export const errorsOf = (sink: FaultySink): readonly ReceivedError[] =>
  signalsOf(sink).filter((signal) => signal.kind === 'error')

/** What a sink took as Sentry, read by Sentry's own parser: files are no text. */
export const envelopesOf = ({ requests }: FaultySink): readonly Envelope[] =>
  requests
    .filter(({ dialect, taken }) => dialect === 'sentry' && taken)
    .map(({ body, bytes, headers }) => parseEnvelope('content-encoding' in headers ? body : bytes))

export const eventsOf = (sink: FaultySink): readonly Event[] =>
  envelopesOf(sink).flatMap(([, items]) =>
    items.filter(([header]) => header.type === 'event').map(([, payload]) => payload as Event),
  )
