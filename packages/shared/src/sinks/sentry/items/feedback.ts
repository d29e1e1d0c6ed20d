import type { FeedbackSignal } from '../../../model/signal.ts'
import type { SentryFeedback } from '../sentryItems.ts'
import { toSentryEvent } from '../toSentryEvent.ts'
import type { Encode } from './item.ts'

export const encodeFeedback: Encode<'feedback'> = (signals) =>
  signals.map((signal) => [{ type: 'feedback' }, toSentryFeedback(signal)])

/** It is an event without a failure: what it says stands among the contexts. */
const toSentryFeedback = (signal: FeedbackSignal): SentryFeedback => {
  const { message, contact, about, url, ...facts } = signal
  const silent = { kind: 'error', severity: 'info', message: '', exceptions: [] } as const
  const { message: _, contexts, ...event } = toSentryEvent({ ...facts, ...silent })
  const feedback = {
    message,
    contact_email: contact?.email,
    name: contact?.name,
    associated_event_id: about,
    url,
  }
  return { ...event, type: 'feedback', contexts: { ...contexts, feedback } }
}
