import {
  type CounterEngine,
  endOf,
  type Period,
  startOf,
  type UsageSignal,
  usageDeltaId,
} from '@holdfast/shared/counters'
import type { RedisClient } from './redisClient.ts'
import { toDeltaKey, toKeyPrefix, toSignalKey, toTotalKey } from './redisKeys.ts'
import { createCountScript } from './redisScript.ts'

export interface RedisEngineSettings {
  readonly prefix: string
  readonly periods: readonly Period[]
  /** How long after its end a total is kept, in days; for ever where it is infinite. */
  readonly keepDays: Readonly<Record<Period, number>>
  /** How long a repeat is known as one. */
  readonly repeatDays: number
  warn(text: string, error: unknown): void
}

const day = 86_400

/** Keeps counters in Redis: one script a batch. */
export const createRedisEngine = (
  client: RedisClient,
  settings: RedisEngineSettings,
): CounterEngine => {
  const prefix = toKeyPrefix(settings.prefix)
  const script = createCountScript()
  return {
    apply: async (signals) => {
      if (signals.length === 0) return
      const { keys, values } = toCall(signals, { ...settings, prefix })
      const refused = await client.run(script, keys, values)
      if (refused) settings.warn('Redis did not count some usage', refused)
    },
    total: async (key) => Number((await client.get(toTotalKey(prefix, key))) ?? 0),
  }
}

/** Keys once each, and what the script is told of them: it counts their places from one. */
const toCall = (
  signals: readonly UsageSignal[],
  { prefix, periods, keepDays, repeatDays }: RedisEngineSettings,
): { keys: string[]; values: string[] } => {
  const places = new Map<string, number>()
  const ends = new Map<number, Set<number>>()
  const placeOf = (key: string): number => {
    const known = places.get(key)
    if (known !== undefined) return known
    places.set(key, places.size + 1)
    return places.size
  }

  const placesOf = (end: number): Set<number> => {
    const known = ends.get(end) ?? new Set()
    ends.set(end, known)
    return known
  }

  const tell = (signal: UsageSignal): readonly (string | number)[] => {
    const { id, meter, minute, deltas } = signal
    const spans = periods.map((period) => ({
      period,
      start: startOf(period, minute),
      kept: Math.ceil(endOf(period, minute) / 1_000 + keepDays[period] * day),
    }))
    const told = deltas.flatMap(({ subject, quantity, id: own }, index) => {
      const counters = spans.map(({ period, start, kept }) => {
        const place = placeOf(toTotalKey(prefix, { meter, subject, period, start }))
        if (kept < Infinity) placesOf(kept).add(place)
        return place
      })
      const mark = own === undefined ? 0 : placeOf(toDeltaKey(prefix, usageDeltaId(signal, index)))
      return [mark, quantity, ...counters]
    })
    return [placeOf(toSignalKey(prefix, id)), deltas.length, ...told]
  }

  const told = signals.flatMap(tell)
  const head = [Math.ceil(repeatDays * day), periods.length, signals.length]
  const expiries = [...ends].flatMap(([end, counters]) => [end, counters.size, ...counters])
  const values = [...head, ...told, ...expiries].map(String)
  return { keys: [...places.keys()], values }
}
