import { createServer, type RequestListener, type Server } from 'node:http'

/** A server that can go away, and come back on the port that it had. */
export interface Listener {
  readonly port: number
  goDown(): Promise<void>
  comeBack(): Promise<void>
}

const host = '127.0.0.1'

/** Listens on loopback, on a port that the system gives. */
export const startListener = async (onRequest: RequestListener): Promise<Listener> => {
  let server: Server | undefined = await listen(onRequest, 0)
  const port = portOf(server)
  return {
    port,
    goDown: async () => {
      const running = server
      server = undefined
      if (running) await close(running)
    },
    comeBack: async () => {
      server ??= await listen(onRequest, port)
    },
  }
}

const listen = (onRequest: RequestListener, port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer(onRequest)
    // Longer than any test: a connection that we close while the sender reuses it is a fault
    // that nobody asked for.
    server.keepAliveTimeout = 600_000
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

const portOf = (server: Server): number => {
  const address = server.address()
  if (typeof address === 'object' && address !== null) return address.port
  throw new Error('The faulty sink did not get a port.')
}
