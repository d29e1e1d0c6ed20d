import type { Outcome } from '../model/outcome.ts'
import type { Milliseconds, WallTime } from '../model/units.ts'
import type { WireAnswer } from '../ports/wire.ts'
import { parseRetryAfter } from '../primitives/parseRetryAfter.ts'

/** How long a 429 keeps us silent when it does not say. */
const silenceByDefault = 60_000 as Milliseconds

/** Passing faults by their status, though they are in the range of final refusals. */
const retryableRefusals: readonly number[] = [408, 421, 425]

/** What an answer means by HTTP alone. */
export const interpretStatus = ({ status, headers }: WireAnswer, now: WallTime): Outcome => {
  // A server that names a date means its own: https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
  const today = Date.parse(headers['date'] ?? '') || now
  const after = parseRetryAfter(headers['retry-after'], today) as Milliseconds | undefined
  if (status >= 200 && status < 300) return { type: 'delivered' }
  if (status === 429) return { type: 'limited', limits: [{ after: after ?? silenceByDefault }] }
  if (status === 413) return { type: 'tooLarge' }
  if (status >= 500 || retryableRefusals.includes(status)) return { type: 'retryable', after }
  return { type: 'rejected' }
}
