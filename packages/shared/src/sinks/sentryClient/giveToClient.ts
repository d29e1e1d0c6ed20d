import type { Signal, SignalKind } from '../../model/signal.ts'
import { encodeFeedback } from '../sentry/items/feedback.ts'
import { toSentryEvent } from '../sentry/toSentryEvent.ts'
import { captureCheckIn } from './captureCheckIn.ts'
import type { SentryClientLike, SentryLoggerLike } from './sentryClientLike.ts'

/** What signals are given to. */
export interface Receiver {
  readonly client: SentryClientLike
  readonly logger: SentryLoggerLike | undefined
}

type Give<Kind extends SignalKind> = (
  receiver: Receiver,
  signal: Extract<Signal, { readonly kind: Kind }>,
) => void

/** How each kind is taken; one that is not here, a client has no stable way to take, or counts itself. */
const ways: { readonly [Kind in SignalKind]?: Give<Kind> } = {
  error: ({ client }, signal) => captureEvent(client, toSentryEvent(signal), signal),
  feedback: ({ client }, signal) => {
    for (const [, event] of encodeFeedback([signal])) captureEvent(client, event, signal)
  },
  checkIn: ({ client }, signal) => captureCheckIn(client, signal),
  log: ({ logger }, { severity, message, scope, attributes }) =>
    logger?.[severity](message, { ...scope.tags, ...attributes }),
}

/** The app's hooks may change what they get, which other sinks have, too. */
const captureEvent = (client: SentryClientLike, event: unknown, { id }: Signal): void =>
  void client.captureEvent(JSON.parse(JSON.stringify(event)), { event_id: id })

/** Whether there is a way to give it; a client that is not there yet is thought to have all methods. */
export const canGive = ({ kind }: Signal, { client, logger }: Partial<Receiver>): boolean => {
  if (kind === 'log') return logger !== undefined
  if (kind === 'checkIn') return client === undefined || client.captureCheckIn !== undefined
  return Object.hasOwn(ways, kind)
}

export const give = (receiver: Receiver, signal: Signal): void => {
  const way = ways[signal.kind] as ((receiver: Receiver, signal: Signal) => void) | undefined
  way?.(receiver, signal)
}
