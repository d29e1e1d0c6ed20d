import { type Instrument, property, type Runtime, type Scope } from '@holdfast/shared'
import { type Channels, onChannels } from '../runtime/onChannels.ts'
import { isOwnRequest } from '../runtime/ownAgents.ts'
import { type Call, type Calls, createCalls } from './createCalls.ts'
import type { OutgoingSettings } from './outgoingOptions.ts'
import { type HttpRequest, httpTarget, type UndiciRequest, undiciTarget } from './target.ts'

type Host = Pick<Runtime, 'clock' | 'context'>
type ScopeNow = () => Scope | undefined

/**
 * Tells of the app's own calls over HTTP, as Node and undici publish them: nothing is patched. A call
 * ends with the headers of its answer, or with an error in their place.
 */
export const outgoing = (settings: OutgoingSettings, { clock, context }: Host): Instrument => ({
  name: 'outgoing',
  start: (capture, interior) => {
    if (!interior) return () => undefined
    const calls = createCalls({ clock, capture, interior, settings })
    // Asking may make one: most requests that are served need none.
    const scopeNow = () => (settings.breadcrumbs ? context.current() : undefined)
    const channels = { ...undiciChannels(calls, scopeNow), ...httpChannels(calls, scopeNow) }
    return onChannels(channels, (error) => interior.say('internalError', 'outgoing failed', error))
  },
})

const requestOf = <Request extends object>(message: unknown): Request =>
  (message as { readonly request: Request }).request

/** https://undici.nodejs.org/#/docs/api/DiagnosticsChannel; also what `fetch` in Node does. */
const undiciChannels = (calls: Calls, scopeNow: ScopeNow): Channels => {
  /** What is sent on in the place of a request that has just ended, by a redirect, belongs to that one's scope. */
  let previous: Call | undefined
  const end = (message: unknown, outcome: Parameters<Calls['end']>[1]): void => {
    const request = requestOf<UndiciRequest>(message)
    if (calls.of(request)) calls.end(request, outcome, () => undiciTarget(request))
  }
  return {
    'undici:request:create': (message) => {
      const request = requestOf<UndiciRequest>(message)
      // A tunnel to a proxy is the way, and not the call.
      if (request.method === 'CONNECT') return
      calls.begin(request, previous ? previous.scope : scopeNow())
    },
    'undici:request:headers': (message) => {
      const status = Number(property(property(message, 'response'), 'statusCode'))
      // Others may come before: 103, for example.
      if (status >= 200) end(message, { status })
    },
    'undici:request:trailers': (message) => {
      previous = calls.of(requestOf(message))
      queueMicrotask(() => {
        previous = undefined
      })
    },
    'undici:request:error': (message) => end(message, { error: property(message, 'error') }),
  }
}

/** https://nodejs.org/api/diagnostics_channel.html#http */
const httpChannels = (calls: Calls, scopeNow: ScopeNow): Channels => {
  const isOther = (request: HttpRequest): boolean =>
    request.method === 'CONNECT' || isOwnRequest(request)
  const begin = (message: unknown): void => {
    const request = requestOf<HttpRequest>(message)
    if (!isOther(request)) calls.begin(request, scopeNow())
  }
  const end = (message: unknown, outcome: Parameters<Calls['end']>[1]): void => {
    const request = requestOf<HttpRequest>(message)
    if (!isOther(request)) calls.end(request, outcome, () => httpTarget(request))
  }
  return {
    // From Node 22.12 on; `start` comes once the request is written whole.
    'http.client.request.created': begin,
    'http.client.request.start': begin,
    'http.client.response.finish': (message) => {
      const status = Number(property(property(message, 'response'), 'statusCode'))
      // One that began before us has no beginning.
      if (calls.of(requestOf(message))) end(message, { status })
    },
    'http.client.request.error': (message) => end(message, { error: property(message, 'error') }),
  }
}
