import type { Server } from 'node:http'
import type { Stop } from '@holdfast/shared'
import type { AsyncContext } from '../context/asyncContext.ts'
import { listenAhead } from '../instruments/listenAlong.ts'
import type { Exchange } from './exchange.ts'

export interface ServerWatch {
  /** To be called with each request; only the first of a server does something. */
  add(server: Server): void
  readonly stop: Stop
}

/**
 * Up to Node 22 a connection's parser goes on with the request before, and what it cannot read is told there. Upgrades
 * and `CONNECT` are not.
 */
export const watchServers = (context: AsyncContext<Exchange>): ServerWatch => {
  const stops = new Map<Server, Stop>()
  return {
    add: (server) => {
      if (stops.has(server)) return
      const stopListening = listenAhead(server, 'clientError', () => context.enter(undefined))
      const stop = (): void => {
        stopListening()
        server.off('close', stop)
        stops.delete(server)
      }
      stops.set(server, stop)
      server.on('close', stop)
    },
    stop: () => {
      for (const stop of [...stops.values()]) stop()
    },
  }
}
