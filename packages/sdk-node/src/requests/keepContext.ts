import type { EventEmitter } from 'node:events'
import type { AsyncContext } from '../context/asyncContext.ts'
import type { Exchange } from './exchange.ts'

/**
 * Has the listeners of an emitter run as part of an exchange. From Node 24 on, what comes after the head of a request,
 * such as the parts of its body, comes in the context of the connection; and what a stream of `http2` tells does so always.
 */
export const keepContext = (
  emitter: EventEmitter,
  exchange: Exchange,
  context: AsyncContext<Exchange>,
): void => {
  const { emit: original } = emitter
  const kept = {
    emit(this: EventEmitter, name: string | symbol, ...values: unknown[]): boolean {
      // Who emits an event within it may have opened a scope of its own.
      if (context.owner() === exchange) return original.call(this, name, ...values)
      return context.runFor(exchange, () => original.call(this, name, ...values))
    },
  }
  const { name, length } = original
  Object.defineProperties(kept.emit, { name: { value: name }, length: { value: length } })
  Object.defineProperty(emitter, 'emit', { value: kept.emit, configurable: true, writable: true })
}
