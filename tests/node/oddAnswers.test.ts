import { createServer, type Server } from 'node:net'
import { http, init } from '@holdfast/node'
import { expect, it, onTestFinished } from 'vitest'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'

/** Answers each request with that line of status, and nothing else. */
const startOdd = async (lines: readonly string[]): Promise<string> => {
  const left = [...lines]
  const server: Server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(`HTTP/1.1 ${left.shift() ?? '200 OK'}\r\n\r\n`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('No port.')
  return `http://127.0.0.1:${address.port}/in`
}

it('does not wait for ever where a server answers what no client has asked for', async () => {
  const folder = createTemporaryFolder()
  const url = await startOdd([
    '101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: upgrade',
    '100 Continue',
  ])
  const monitor = init({
    service: 'odd',
    sinks: [http({ url })],
    store: { directory: folder.path },
    retry: { baseDelay: 10, maxDelay: 50 },
  })
  onTestFinished(async () => {
    await monitor.close(0)
    folder.remove()
  })
  monitor.captureMessage('held')
  expect(await monitor.flush('5s')).toMatchObject({ delivered: 1, pending: 0 })
})
