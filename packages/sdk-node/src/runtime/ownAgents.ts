import type { Agent } from 'node:http'

/** Also those of another copy of the SDK in the process, which is monitored by itself. */
const mark = Symbol.for('holdfast.ownAgent')

/** Notes that what goes over the agent is sent by us. */
export const toOwnAgent = <Of extends Agent>(agent: Of): Of =>
  Object.defineProperty(agent, mark, { value: true })

/**
 * Whether we send that request: nobody is to observe us observing. It can be asked from
 * `http.client.request.created` and `http.client.request.start` on, for a request has its agent by then.
 */
export const isOwnRequest = (request: { readonly agent?: unknown }): boolean =>
  typeof request.agent === 'object' && request.agent !== null && mark in request.agent
