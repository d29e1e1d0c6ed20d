import type { CounterEngine } from '../ports/counterEngine.ts'
import type { Runner } from '../resilience/layer.ts'
import { createTimeout } from '../resilience/timeout.ts'
import type { CountersHost } from './countersHost.ts'
import { type Ask, createMiddleware } from './createMiddleware.ts'
import type { OwnUse } from './ownUse.ts'
import type { Quota } from './quota.ts'
import { toQuotaAnswer } from './quotaAnswer.ts'
import { createReadings, type Readings } from './readings.ts'
import type { QuotaSettings } from './readQuotaOptions.ts'

interface QuotaParts {
  readonly settings: QuotaSettings
  readonly engine: Pick<CounterEngine, 'total'>
  readonly host: CountersHost
  /** Of all that asks the store. */
  readonly breaker: Runner
  readonly ownUse: OwnUse
}

export const createQuota = (parts: QuotaParts): { quota: Quota; readings: Readings } => {
  const { settings, engine, host, breaker, ownUse } = parts
  const { meter } = settings
  const inTime = createTimeout(settings.timeout, host)
  const readings = createReadings({
    ...settings,
    engine,
    clock: host.clock,
    guarded: { run: (fn) => breaker.run(() => inTime.run(fn)) },
  })
  ownUse.watch(meter)

  const ask: Ask = async (subject, quantity, onAllowed) => {
    const reckoned = await readings.of(subject)
    // From here on nothing waits, so that no other check is judged by the same numbers.
    const own = ownUse.of(meter, subject, reckoned.span)
    const now = host.clock.wall()
    const answer = toQuotaAnswer(settings, { reckoned, own, quantity, now })
    if (answer.allowed) onAllowed?.()
    return answer
  }

  return {
    quota: {
      check: (subject, quantity = 1) => ask(subject, quantity),
      middleware: (options) => createMiddleware(ask, options),
    },
    readings,
  }
}
