import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'
import { type Interior, property, type Stop } from '@holdfast/shared'
import type { AsyncContext } from '../context/asyncContext.ts'
import { listenAhead } from '../instruments/listenAlong.ts'
import type { Exchanges } from './createExchanges.ts'
import type { Exchange } from './exchange.ts'
import type { IncomingSettings } from './incomingOptions.ts'
import { keepContext, losesContext } from './keepContext.ts'
import { bodyBytes } from './requestFacts.ts'

interface WatchParts {
  readonly exchanges: Exchanges
  readonly context: AsyncContext<Exchange>
  readonly settings: IncomingSettings
  readonly say: Interior['say']
}

export interface HttpWatch {
  /** To which it belongs, while that is open. */
  find(message: object): Exchange | undefined
  readonly stop: Stop
}

/** What the channels of a server of `node:http` tell. */
interface Served {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly socket: Socket
  readonly server: Server
}

/** What a client and we hold between us. */
interface Connection {
  /** The oldest first: answers come in the order of the requests. */
  readonly open: Exchange[]
  /** How much of what was written belonged to answers that have ended. */
  written: number
}

const started = 'http.server.request.start'
const finished = 'http.server.response.finish'

/** Follows each request of every `node:http` server of this process, by the channels that Node has for it. */
export const startHttp = ({ exchanges, context, settings, say }: WatchParts): HttpWatch => {
  const connections = new WeakMap<Socket, Connection>()
  const isLossy = losesContext(process)
  const servers = new WeakSet<Server>()
  const stops = new Set<Stop>()

  /** What a subscriber throws would be the process's uncaught exception. */
  const guarded = (fn: (served: Served) => void) => (message: unknown) => {
    try {
      fn(message as Served)
    } catch (error) {
      say('requestsFailed', 'A request could not be followed.', error)
    }
  }

  const connect = (socket: Socket): Connection => {
    const connection: Connection = { open: [], written: 0 }
    connections.set(socket, connection)
    socket.once('close', () => {
      for (const exchange of connection.open.splice(0))
        exchanges.end(exchange, { error: 'aborted' })
    })
    return connection
  }

  /**
   * What follows a request on its connection, and is none itself, must not go on with it; Node does not announce
   * it, and up to Node 22 its context is the connection's.
   */
  const watchUpgrades = (server: Server): void => {
    servers.add(server)
    const events = ['upgrade', 'connect'].map((event) =>
      listenAhead(server, event, () => context.enter(undefined)),
    )
    const stop = (): void => {
      for (const stopEvent of events) stopEvent()
      server.off('close', stop)
      stops.delete(stop)
    }
    stops.add(stop)
    server.on('close', stop)
  }

  const onStart = guarded(({ request, response, socket, server }) => {
    if (!servers.has(server)) watchUpgrades(server)
    const { open } = connections.get(socket) ?? connect(socket)
    const exchange = exchanges.begin(request)
    open.push(exchange)
    // Also of one that is not measured: a connection must not go on with the request before.
    context.enter(exchange)
    if (isLossy) keepContext(request, exchange, context)
    if (settings.answerRequestId) {
      response.setHeader(settings.requestIdHeader, exchanges.served(exchange).id)
    }
  })

  const onFinish = guarded(({ request, response, socket }) => {
    const connection = connections.get(socket)
    const index = connection?.open.findIndex(({ message }) => message === request) ?? -1
    const [exchange] = index < 0 ? [] : (connection?.open.splice(index, 1) ?? [])
    if (!connection || !exchange) return
    const { bytesWritten } = socket
    exchanges.end(exchange, {
      status: response.statusCode,
      bytesIn: bodyBytes(request.rawHeaders),
      bytesOut: bytesWritten - connection.written - headBytes(response),
    })
    connection.written = bytesWritten
  })

  subscribe(started, onStart)
  subscribe(finished, onFinish)
  return {
    find: (message) => {
      const connection = connections.get(property(message, 'socket') as Socket)
      return connection?.open.find((exchange) => exchange.message === message)
    },
    stop: () => {
      unsubscribe(started, onStart)
      unsubscribe(finished, onFinish)
      for (const stop of stops) stop()
    },
  }
}

/** Node keeps what it has written before the body. */
const headBytes = (response: ServerResponse): number => {
  const head = property(response, '_header')
  return typeof head === 'string' ? head.length : 0
}
