import type { Server } from 'node:http'
import type { Stop } from '@holdfast/shared'
import type { AsyncContext } from '../context/asyncContext.ts'
import { listenAhead } from '../instruments/listenAlong.ts'
import type { Exchange } from './exchange.ts'

/** What may follow a request on its connection, and is none: Node does not announce it as one. */
const unannounced = ['upgrade', 'connect', 'clientError']

export interface ServerWatch {
  /** To be called with each request; only the first of a server does something. */
  add(server: Server): void
  readonly stop: Stop
}

/** Up to Node 22 the context of a request is that of its connection until the next: what follows must not go on with it. */
export const watchServers = (context: AsyncContext<Exchange>): ServerWatch => {
  const stops = new Map<Server, Stop>()
  return {
    add: (server) => {
      if (stops.has(server)) return
      const stopListening = listenAhead(server, unannounced, () => context.enter(undefined))
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
