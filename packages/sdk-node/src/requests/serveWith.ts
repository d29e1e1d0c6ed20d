import { follow, property } from '@holdfast/shared'
import type { AsyncContext } from '../context/asyncContext.ts'
import type { Exchanges } from './createExchanges.ts'
import type { Ending, Exchange, RequestMessage } from './exchange.ts'
import { endWithStream, streamOf } from './http2Stream.ts'
import { keepContext } from './keepContext.ts'

interface ServeParts {
  readonly exchanges: Exchanges
  readonly context: AsyncContext<Exchange>
}

/** Serves what nobody has announced; or as a part of what is being served here. */
export const serveWith = <Result>(
  { exchanges, context }: ServeParts,
  message: RequestMessage,
  handler: () => Result,
): Result => {
  const inside = partOf(context.owner(), message)
  const exchange = inside ?? exchanges.begin(message)
  const stream = inside ? undefined : streamOf(message)
  const end = (ending: Ending): void => {
    if (!inside && !stream) exchanges.end(exchange, ending)
  }
  if (stream) {
    keepContext(stream, exchange, context)
    endWithStream(stream, message, (ending) => exchanges.end(exchange, ending))
  }
  const call = (): Result =>
    follow(handler, {
      ok: (answer) => end(endingOf(answer)),
      error: (error) => {
        exchanges.served(exchange).captureError(error)
        end({ error: 'thrown' })
      },
    })
  return inside ? call() : context.runFor(exchange, call)
}

/** What was started by a request that has ended, or came by a stream of its own, is no part of it. */
const partOf = (owner: Exchange | undefined, message: RequestMessage): Exchange | undefined => {
  if (!owner || owner.hasEnded) return undefined
  const stream = streamOf(message)
  return !stream || stream === streamOf(owner.message) ? owner : undefined
}

const endingOf = (answer: unknown): Ending => {
  const told = property(answer, 'status')
  const status = typeof told === 'number' ? told : undefined
  return property(answer, 'aborted') === true ? { status, error: 'aborted' } : { status }
}
