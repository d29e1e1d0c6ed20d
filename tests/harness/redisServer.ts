import { connect } from 'node:net'
import { endProcess, ensureProgram, findFreePort, launch, type RealServer } from './startServer.ts'
import { createTemporaryFolder } from './temporaryFolder.ts'

/**
 * A real Redis, which keeps what it was told over a restart.
 *
 * @param more - arguments besides.
 */
export const startRedis = async (more: readonly string[] = []): Promise<RealServer> => {
  const command = ensureProgram('redis-server')
  const folder = createTemporaryFolder()
  const port = await findFreePort()
  const persistence = ['--save', '', '--appendonly', 'yes', '--appendfsync', 'always']
  const place = ['--port', String(port), '--bind', '127.0.0.1', '--dir', folder.path]
  const start = () =>
    launch({ command, args: [...place, ...persistence, ...more], ask: () => ping(port) })
  let child = await start()

  const halt = () => endProcess(child, 'SIGKILL')
  const again = async () => {
    child = await start()
  }
  return {
    port,
    halt,
    start: again,
    restart: async () => {
      await halt()
      await again()
    },
    stop: async () => {
      await halt()
      folder.remove()
    },
  }
}

/** Rejects unless it answers, and has read what it keeps. */
const ping = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('PING\r\n'))
    socket.once('error', reject)
    socket.once('data', (data) => {
      socket.destroy()
      if (String(data).startsWith('+PONG')) resolve()
      else reject(new Error(String(data)))
    })
  })
