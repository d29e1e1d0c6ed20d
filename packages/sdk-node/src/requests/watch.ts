import type { Interior, Stop } from '@holdfast/shared'
import type { AsyncContext } from '../context/asyncContext.ts'
import type { Exchanges } from './createExchanges.ts'
import type { Exchange } from './exchange.ts'
import type { IncomingSettings } from './incomingOptions.ts'

/** What is needed to follow the requests of a protocol. */
export interface WatchParts {
  readonly exchanges: Exchanges
  readonly context: AsyncContext<Exchange>
  readonly settings: IncomingSettings
  readonly say: Interior['say']
}

/** Requests of a protocol, while they are followed. */
export interface Watch {
  /** That to which a message belongs, while it is open; `otherwise` where the message is of no kind that is followed. */
  find(message: object, otherwise: Exchange | undefined): Exchange | undefined
  readonly stop: Stop
}

/** What a subscriber of a channel throws would be the process's uncaught exception. */
export const guardedWatch =
  <Message>(say: Interior['say'], fn: (message: Message) => void) =>
  (message: unknown): void => {
    try {
      fn(message as Message)
    } catch (error) {
      say('requestsFailed', 'A request could not be followed.', error)
    }
  }
