import { connect } from 'node:net'
import { ensureProgram, findFreePort, keepServer, launch, type RealServer } from './startServer.ts'
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
  const args = [...place, ...persistence, ...more]
  const begin = () => launch({ command, args, ask: () => ping(port) })
  return keepServer({ port, folder, begin, signal: 'SIGKILL' })
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
