import { type Clock, type Transport, until, type WireResponse } from '@holdfast/shared'
import { type Posted, post } from './post.ts'
import { createProxies, type ProxyOf } from './proxies.ts'
import { createWays } from './ways.ts'

/**
 * Sends over connections that never keep the process alive, which `fetch` cannot do. What sends is
 * loaded with the first request.
 */
export const createHttpTransport = (
  clock: Clock,
  proxyOf: ProxyOf = createProxies(),
): Transport => {
  const ways = createWays(proxyOf)
  return {
    close: ways.close,
    send: async (request, deadline) => {
      const left = () => until(deadline, clock.now())
      try {
        const way = await ways.to(new URL(request.url))
        const posted = await post(way, request, left)
        if (!posted.isStale) return judge(posted, way.isProxied)
        // Where one was closed, so were the others. The lane would send it again in any case, but
        // only after a wait, as to a server that is down.
        way.closeIdle()
        return judge(await post(way, request, left), way.isProxied)
      } catch (error) {
        return { type: 'noAnswer', reason: String(error) }
      }
    },
  }
}

/** What a proxy wants of us is no word of the server, and costs no signal. */
const judge = ({ response }: Posted, isProxied: boolean): WireResponse =>
  isProxied && response.type === 'answer' && response.status === 407
    ? { type: 'noAnswer', reason: 'the proxy answered 407' }
    : response
