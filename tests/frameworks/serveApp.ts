import { once } from 'node:events'
import type { Server } from 'node:http'
import type { OpenApp } from './framework.ts'

/** Serves on loopback, until it is closed with all its connections. */
export const serveApp = async (server: Server): Promise<OpenApp> => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    server,
    close: async () => {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
