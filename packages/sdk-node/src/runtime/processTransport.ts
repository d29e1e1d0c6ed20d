import { type Clock, type Transport, until, type WireRequest } from '@holdfast/shared'
import { blockingSend } from './blockingSend.ts'
import { createProxies, type ProxyOf } from './proxies.ts'

/** Adds to a transport that what it has under way can be finished in one synchronous step. */
export const createProcessTransport = (
  { send, ...others }: Transport,
  clock: Clock,
  proxyOf: ProxyOf = createProxies(),
): Transport => {
  const underWay = new Set<WireRequest>()
  return {
    ...others,
    send: async (request, deadline) => {
      underWay.add(request)
      try {
        return await send(request, deadline)
      } finally {
        underWay.delete(request)
      }
    },
    finish: (deadline) => {
      // There may not be time for all: those that carry most go first.
      const requests = [...underWay].sort((one, other) => other.ids.length - one.ids.length)
      if (requests.length === 0) return new Map()
      const answers = blockingSend(requests, until(deadline, clock.now()), proxyOf)
      // A process that may end once more must not send them again.
      for (const request of answers.keys()) underWay.delete(request)
      return answers
    },
  }
}
