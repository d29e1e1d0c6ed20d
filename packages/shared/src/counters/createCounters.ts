import type { ConfigProblem } from '../model/configProblem.ts'
import { type Period, startOf } from '../model/period.ts'
import type { Signal, UsageSignal } from '../model/signal.ts'
import { milliseconds } from '../model/units.ts'
import type { CounterEngine } from '../ports/counterEngine.ts'
import type { Use } from '../ports/sink.ts'
import { attempt } from '../primitives/attempt.ts'
import { getOrMake } from '../primitives/getOrMake.ts'
import { type BreakerOptions, createBreaker } from '../resilience/breaker.ts'
import type { Runner } from '../resilience/layer.ts'
import { createTimeout } from '../resilience/timeout.ts'
import { countableOf } from './countableOf.ts'
import type { Counters, PeriodAt } from './counters.ts'
import type { CountersHost } from './countersHost.ts'
import { createApply } from './createApply.ts'
import { createQuota } from './createQuota.ts'
import { createOwnUse } from './ownUse.ts'
import type { CountersSettings } from './readCountersOptions.ts'
import { createReadings, type Readings } from './readings.ts'
import { type QuotaSettings, readQuotaOptions, wrongQuota } from './readQuotaOptions.ts'
import { createSeen } from './seen.ts'

/**
 * Little at a time: a store counts all of a batch in one go, while others wait for it. Of so many bytes, which is
 * some hundred subjects, that is ten milliseconds; of all that twenty signals may hold, more than a hundred.
 */
const batch = { maxCount: 20, maxBytes: 24_576, maxAge: milliseconds(1_000) }

/** Counters over an engine that keeps them: the sink, the totals and the quotas. */
export const createCounters = (
  settings: CountersSettings,
  engine: CounterEngine,
  host: CountersHost,
): Counters => {
  const { name, periods } = settings
  const { breaker, problems } = openBreaker(settings, host)
  const apply = createApply(engine, host)
  const ownUse = createOwnUse(host.clock)
  /** By their meter, and by how they ask: an app may make a quota for each request. */
  const readers = new Map<string, Map<string, Readings>>()

  const readingsOf = (quota: QuotaSettings): Readings => {
    const { meter, per, timeout, freshFor, staleFor } = quota
    const ofMeter = getOrMake(readers, meter, () => new Map<string, Readings>())
    return getOrMake(ofMeter, JSON.stringify([per, timeout, freshFor, staleFor]), () => {
      const inTime = createTimeout(timeout, host)
      const guarded: Runner = { run: (fn) => breaker.run(() => inTime.run(fn)) }
      return createReadings({ meter, per, freshFor, staleFor, engine, clock: host.clock, guarded })
    })
  }

  // One that was given up and told again may be answered twice.
  const noted = createSeen({ window: 3_600_000, most: 10_000 }, host.clock)

  const noteCounted = (signal: UsageSignal): void => {
    if (!noted.add(signal.id)) return
    for (const use of usesOf(signal)) {
      for (const readings of readers.get(use.meter)?.values() ?? []) readings.counted(use)
      ownUse.remove(use)
    }
  }

  return {
    name,
    batch,
    retries: true,
    ...(problems.length > 0 && { problems }),
    accepts: ({ kind }) => kind === 'usage',
    receive: async (signals) => {
      const usage = signals.filter(isUsage)
      await apply(usage.map(countableOf).filter((signal) => signal !== undefined))
      usage.forEach(noteCounted)
    },
    foresee: ownUse.add,
    totals: async (meter, subject, period) => {
      const asked = toPeriodAt(period, host)
      if (!periods.includes(asked.period)) throw notKept(periods)
      const start = startOf(asked.period, Number(asked.at))
      if (Number.isNaN(start)) throw new TypeError('`at` is no time')
      return engine.total({ meter, subject, period: asked.period, start })
    },
    quota: (meter, limit, per) => {
      if (problems.length > 0) throw wrongQuota(problems)
      const read = readQuotaOptions([meter, limit, per], periods)
      ownUse.watch(meter)
      return createQuota({ settings: read, readings: readingsOf(read), clock: host.clock, ownUse })
    },
  }
}

const isUsage = (signal: Signal): signal is UsageSignal => signal.kind === 'usage'

const usesOf = ({ meter, minute, deltas }: UsageSignal): readonly Use[] =>
  deltas.map(({ subject, quantity }) => ({ meter, subject, quantity, minute }))

const toPeriodAt = (period: Period | PeriodAt, { clock }: CountersHost): PeriodAt =>
  typeof period === 'object' ? period : { period, at: clock.wall() }

const notKept = (kept: readonly Period[]): TypeError =>
  new TypeError(`No totals are kept of that period, only of ${kept.join(', ')}: see \`periods\``)

const usual: BreakerOptions = { threshold: 5, cooldown: '5s', maxCooldown: '1m', jitter: true }

/** One for all quotas: they have one store. */
const openBreaker = (
  settings: CountersSettings,
  host: CountersHost,
): { breaker: Runner; problems: readonly ConfigProblem[] } => {
  const breaker = attempt(() => createBreaker({ ...usual, ...settings.breaker }, host), undefined)
  const { problems } = settings
  if (breaker) return { breaker, problems }
  return {
    breaker: { run: () => Promise.reject(new TypeError('the breaker has wrong options')) },
    problems: [...problems, { option: 'breaker', expected: 'the options of a breaker' }],
  }
}
