import type { Signal, SignalKind } from '../../model/signal.ts'
import { toSentryEvent } from '../sentry/toSentryEvent.ts'
import type { SentryClientLike } from './sentryClientLike.ts'

type Give<Kind extends SignalKind> = (
  client: SentryClientLike,
  signal: Extract<Signal, { readonly kind: Kind }>,
) => void

/** How a client takes each kind; one that is not here, it is not given. */
const ways: { readonly [Kind in SignalKind]?: Give<Kind> } = {
  error: (client, signal) =>
    // The app's hooks may change what they get, which other sinks have, too.
    void client.captureEvent(JSON.parse(JSON.stringify(toSentryEvent(signal))), {
      event_id: signal.id,
    }),
}

const wayOf = (
  kind: SignalKind,
): ((client: SentryClientLike, signal: never) => void) | undefined =>
  Object.hasOwn(ways, kind) ? ways[kind] : undefined

/** Whether there is a way to give it. */
export const canGive = ({ kind }: Signal): boolean => wayOf(kind) !== undefined

export const giveToClient = (client: SentryClientLike, signal: Signal): void =>
  wayOf(signal.kind)?.(client, signal as never)
