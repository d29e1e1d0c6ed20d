import type { Clock } from '../ports/clock.ts'
import { type Ask, createMiddleware } from './createMiddleware.ts'
import type { OwnUse } from './ownUse.ts'
import type { Quota } from './quota.ts'
import { toQuotaAnswer } from './quotaAnswer.ts'
import type { Readings } from './readings.ts'
import type { QuotaSettings } from './readQuotaOptions.ts'

interface QuotaParts {
  readonly settings: QuotaSettings
  readonly readings: Readings
  readonly clock: Pick<Clock, 'wall'>
  readonly ownUse: OwnUse
}

export const createQuota = (parts: QuotaParts): Quota => {
  const { settings, readings, clock, ownUse } = parts
  const { meter } = settings

  const ask: Ask = async (subject, quantity, onAllowed) => {
    const reckoned = await readings.of(subject)
    // From here on nothing waits, so that no other check is judged by the same numbers.
    const own = ownUse.of(meter, subject, reckoned.span)
    const now = clock.wall()
    const answer = toQuotaAnswer(settings, { reckoned, own, quantity, now })
    if (answer.allowed) onAllowed?.()
    return answer
  }

  return {
    check: (subject, quantity = 1) => ask(subject, quantity),
    middleware: (options) => createMiddleware(ask, options),
  }
}
