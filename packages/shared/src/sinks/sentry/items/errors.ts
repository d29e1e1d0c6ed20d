import { toSentryEvent } from '../toSentryEvent.ts'
import type { Encode } from './item.ts'

export const encodeErrors: Encode<'error'> = (signals) =>
  signals.map((signal) => [{ type: 'event' }, toSentryEvent(signal)])
