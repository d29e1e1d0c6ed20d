import type { Mechanism } from '../../model/exception.ts'
import type { Signal } from '../../model/signal.ts'
import { attempt } from '../../primitives/attempt.ts'
import type { SentryClientLike } from './sentryClientLike.ts'

/** Which integrations of a client watch for what we watch for, in browsers and in Node. */
const watchers: Readonly<Partial<Record<Mechanism['type'], readonly string[]>>> = {
  globalError: ['GlobalHandlers'],
  unhandledRejection: ['GlobalHandlers', 'OnUnhandledRejection'],
  uncaughtException: ['OnUncaughtException'],
}

/** Whether nobody caught it. */
export const isUncaught = (signal: Signal): boolean => mechanismOf(signal)?.handled === false

/** Whether it is something that nobody caught, and that the client has captured by itself. */
export const isSeenByClient = (signal: Signal, client: SentryClientLike): boolean => {
  const mechanism = mechanismOf(signal)
  const names = (mechanism && watchers[mechanism.type]) ?? []
  return names.some((name) => attempt(() => client.getIntegrationByName?.(name), undefined))
}

const mechanismOf = (signal: Signal): Mechanism | undefined =>
  signal.kind === 'error' ? signal.exceptions[0]?.mechanism : undefined
