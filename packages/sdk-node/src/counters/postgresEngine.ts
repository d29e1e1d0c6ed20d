import { createHash } from 'node:crypto'
import {
  type CounterEngine,
  type Period,
  property,
  toStoredText,
  type UsageSignal,
  usageDeltaId,
} from '@holdfast/shared/counters'
import { createStatements } from './postgresStatements.ts'

/** As much of a `Pool` of `pg` as is used. */
export interface PostgresPoolLike {
  query(text: string, values: unknown[]): Promise<{ readonly rows: readonly unknown[] }>
}

export interface PostgresEngineSettings {
  readonly schema: string
  readonly periods: readonly Period[]
  warn(text: string, error: unknown): void
}

/** Keeps counters in PostgreSQL: one statement a batch. */
export const createPostgresEngine = (
  pool: PostgresPoolLike,
  { schema, periods, warn }: PostgresEngineSettings,
): CounterEngine => {
  const statements = createStatements(schema)
  let isTold = false

  /** It is held until then, and nobody would see it before it is too old to be held. */
  const tellOnce = (error: unknown): void => {
    if (isTold || !isForPeople(error)) return
    isTold = true
    warn('PostgreSQL counts no usage until its migration was run, as this role', error)
  }

  return {
    apply: async (signals) => {
      if (signals.length === 0) return
      try {
        await pool.query(statements.count, toValues(signals, periods))
      } catch (error) {
        tellOnce(error)
        throw error
      }
    },
    total: async ({ meter, subject, period, start }) => {
      const values = [keyOf(meter, subject), period, String(start)]
      const { rows } = await pool.query(statements.total, values)
      return Number(property(rows[0], 'total') ?? 0)
    },
    // Data that it cannot hold, or more of it than it has room for: no repeat will mend that.
    refuses: (error) => /^(?:22|54)/.test(codeOf(error)),
  }
}

const codeOf = (error: unknown): string => String(property(error, 'code'))

/** No such table, column or schema, or no right to use it. */
const isForPeople = (error: unknown): boolean => /^(?:42|3F)/.test(codeOf(error))

/** The columns of the batch, by signal and by delta. */
const toValues = (told: readonly UsageSignal[], periods: readonly Period[]): unknown[] => {
  const signals = [...new Map(told.map((signal) => [signal.id, signal])).values()]
  const ids = signals.map(({ id }) => digest('signal', id))
  const rows = signals.flatMap((signal, place) => {
    const { meter, minute, deltas } = signal
    return deltas.map(({ subject, quantity, id }, index) => [
      ids[place],
      id === undefined ? null : digest('delta', usageDeltaId(signal, index)),
      keyOf(meter, subject),
      toStoredText(meter),
      toStoredText(subject),
      String(quantity),
      String(minute),
    ])
  })
  const column = (index: number): unknown[] => rows.map((row) => row[index])
  return [ids, ...[0, 1, 2, 3, 4, 5, 6].map(column), periods]
}

const keyOf = (meter: string, subject: string): string =>
  digest(toStoredText(meter), toStoredText(subject))

/** In hexadecimal digits. Two texts make another one than the same text cut elsewhere: neither holds a NUL. */
const digest = (one: string, other: string): string =>
  createHash('sha256')
    .update(`${one}\0${toStoredText(other)}`)
    .digest('hex')
