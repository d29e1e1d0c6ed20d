import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

const host = '127.0.0.1'
const patienceMs = 5_000
const pauseMs = 50

/** Listens on this machine only; on a port that the system chooses, unless one is given. */
export const listen = async (server: Server, port = 0): Promise<number> => {
  server.listen(port, host)
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

/**
 * Listens again on a port that was given up: the system may have lent it meanwhile, as the near end
 * of somebody's connection, and takes it back within moments.
 */
export const listenAgain = async (server: Server, port: number): Promise<void> => {
  const deadline = performance.now() + patienceMs
  while (!server.listening) {
    try {
      await listen(server, port)
    } catch (error) {
      if (performance.now() > deadline) throw error
      await wait(pauseMs)
    }
  }
}

/** Gives up the port and breaks off every connection, as a server does that falls over. */
export const shut = async (server: Server): Promise<void> => {
  if (!server.listening) return
  const closed = once(server, 'close')
  server.close()
  server.closeAllConnections()
  await closed
}
