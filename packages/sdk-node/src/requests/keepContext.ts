import type { IncomingMessage } from 'node:http'
import { attempt } from '@holdfast/shared'
import type { AsyncContext } from '../context/asyncContext.ts'
import type { Exchange } from './exchange.ts'
import { hasBody } from './requestFacts.ts'

/** From here on, Node has what comes after the head of a request in the context of its connection. */
const firstWithout = 24

/** Whether the parts of a body come to its listeners without the context of their request. */
export const losesContext = (process: NodeJS.Process): boolean =>
  attempt(() => Number.parseInt(process.versions.node, 10) >= firstWithout, false)

/** Has the listeners of a request run as part of it, those for its body too. */
export const keepContext = (
  request: IncomingMessage,
  exchange: Exchange,
  context: AsyncContext<Exchange>,
): void => {
  if (!hasBody(request.rawHeaders)) return
  const { emit } = request
  const value = function (this: IncomingMessage, ...event: Parameters<typeof emit>): boolean {
    return context.runFor(exchange, () => emit.apply(this, event))
  }
  Object.defineProperty(request, 'emit', { value, configurable: true, writable: true })
}
