import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { http, init, sentry } from '@holdfast/node'
import { placeOrder } from './placeOrder.ts'
import { startBurst } from './startBurst.ts'
import { startStocktaking } from './startStocktaking.ts'
import { startWarehouse } from './startWarehouse.ts'

const { SENTRY_DSN = '', SIGNALS_URL = '' } = process.env

const monitor = init({
  service: 'shop-api',
  sinks: [sentry({ dsn: SENTRY_DSN }), http({ url: SIGNALS_URL })],
  retry: { baseDelay: '200ms', maxDelay: '2s' },
  batch: { maxAge: '250ms' },
})

startStocktaking(monitor, await startWarehouse())

const answer = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, {
    'access-control-allow-origin': '*',
    'content-type': 'application/json',
  })
  response.end(JSON.stringify(body))
}

const failOrder = (_: IncomingMessage, response: ServerResponse): void =>
  monitor.withScope((scope) => {
    scope.setTags({ route: '/orders/fail' })
    try {
      answer(response, 200, placeOrder('4711'))
    } catch (error) {
      const id = monitor.captureError(error, { tags: { payment: 'card' } })
      answer(response, 500, { error: 'The order failed.', id })
    }
  })

const routes: ReadonlyMap<string, (request: IncomingMessage, response: ServerResponse) => void> =
  new Map([
    ['GET /orders/fail', failOrder],
    ['GET /ledger', (_, response) => answer(response, 200, monitor.stats())],
    ['POST /burst', (_, response) => answer(response, 202, startBurst(monitor))],
  ])

const server = createServer((request, response) => {
  const route = routes.get(`${request.method} ${request.url}`)
  if (route) route(request, response)
  else answer(response, 404, { error: 'There is no such route.' })
})

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  process.send?.({ port })
})

const close = async (): Promise<void> => {
  await monitor.close('1s')
  process.exit()
}
process.once('SIGTERM', close)
// Also when the demo was killed and could not say so: nothing of it may stay behind.
process.once('disconnect', close)
// Ctrl-C reaches the whole process group; the demo, which gets it too, then sends SIGTERM.
process.on('SIGINT', () => undefined)
