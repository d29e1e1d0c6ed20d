import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const cycleMs = 15_000
const downMs = 5_000

/**
 * Starts another service of the shop, which is down for a third of the time.
 *
 * @returns its address.
 */
export const startWarehouse = (): Promise<string> => {
  const started = performance.now()
  const isDown = (): boolean => (performance.now() - started) % cycleMs > cycleMs - downMs
  const server = createServer((_, response) => {
    response.writeHead(isDown() ? 503 : 200).end('{"articles":0}')
  })
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      resolve(`http://127.0.0.1:${port}`)
    })
  })
}
