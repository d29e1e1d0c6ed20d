import type { ConfigProblem } from '../../model/configProblem.ts'
import type { Signal } from '../../model/signal.ts'
import { milliseconds } from '../../model/units.ts'
import type { Scheduler } from '../../ports/scheduler.ts'
import type { LocalSink, MisconfiguredSink } from '../../ports/sink.ts'
import { attempt, property } from '../../primitives/attempt.ts'
import { problemsOf } from '../problemsOf.ts'
import { canGive, give, type Receiver } from './giveToClient.ts'
import { isSeenByClient, isUncaught } from './isSeenByClient.ts'
import type { SentryClientLike, SentryLoggerLike } from './sentryClientLike.ts'

/** A client, or what gives it, where it is made later than the monitor. */
export type SentryClientSource = SentryClientLike | (() => SentryClientLike | undefined)

/** What `sentryClient` is told besides the client. */
export interface SentryClientOptions {
  /**
   * Whether it is given what nobody caught. Default: only where the client does not watch for that
   * itself, as it does by default, since two events would come of one failure.
   */
  readonly uncaught?: boolean
  /** `Sentry.logger`, where logs are to go there as well. Default: they do not. */
  readonly logger?: SentryLoggerLike
  /** Names the sink in the ledger. Default: `'sentry-client'`. */
  readonly name?: string
}

/** A client that is not there yet is asked for so often, and not for longer than a lane waits. */
const gap = milliseconds(250)
const mostAsked = 36

/** Gives signals to a client of Sentry's that the app has already. */
export const createSentryClientSink = (
  source: SentryClientSource,
  options: SentryClientOptions | undefined,
  scheduler: Pick<Scheduler, 'after'>,
): LocalSink | MisconfiguredSink => {
  const { name = 'sentry-client', uncaught, logger } = options ?? {}
  const problems = check(source, options)
  if (problems.length > 0) return { name, problems }

  const find = (): SentryClientLike | undefined => {
    const found = typeof source === 'function' ? attempt(source, undefined) : source
    return isClient(found) ? found : undefined
  }
  const pause = (): Promise<void> => new Promise((resolve) => void scheduler.after(gap, resolve))
  const findSoon = async (): Promise<SentryClientLike> => {
    for (let asked = 0; asked < mostAsked; asked++) {
      await pause()
      const client = find()
      if (client) return client
    }
    throw new Error('there is no Sentry client')
  }

  return {
    name,
    accepts: (signal) => {
      // One that is not there yet has captured nothing.
      const client = find()
      if (!canGive(signal, { ...(client && { client }), logger })) return false
      if (uncaught !== undefined) return uncaught || !isUncaught(signal)
      return !client || !isSeenByClient(signal, client)
    },
    receive: (signals) => {
      const client = find()
      // At once where it can be: the process may be about to end.
      if (client) return giveAll({ client, logger }, signals)
      return findSoon().then((found) => giveAll({ client: found, logger }, signals))
    },
  }
}

/** One that fails keeps no other from being given; that it did is told at the end. */
const giveAll = (receiver: Receiver, signals: readonly Signal[]): void => {
  const failures: unknown[] = []
  for (const signal of signals) {
    try {
      give(receiver, signal)
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length > 0) throw failures[0]
}

const isClient = (value: unknown): value is SentryClientLike =>
  typeof property(value, 'captureEvent') === 'function'

const check = (
  source: unknown,
  options: SentryClientOptions | undefined,
): readonly ConfigProblem[] => {
  const { uncaught, logger } = options ?? {}
  return problemsOf([
    [
      typeof source === 'function' || isClient(source),
      'client',
      'a Sentry client, or a function that gives one',
    ],
    [uncaught === undefined || typeof uncaught === 'boolean', 'uncaught', 'a boolean'],
    [
      logger === undefined || typeof property(logger, 'fatal') === 'function',
      'logger',
      'Sentry.logger',
    ],
  ])
}
