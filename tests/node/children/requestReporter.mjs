import { createServer, get } from 'node:http'

/**
 * Asks a server of this process once, and gives its answer time to end.
 *
 * @param {(url: string | undefined) => unknown} report - what its handler does.
 */
export const askOnce = (report) =>
  new Promise((resolve) => {
    const server = createServer((request, response) => {
      report(request.url)
      response.end()
    })
    server.listen(0, '127.0.0.1', () => {
      const { port } = Object(server.address())
      const headers = { host: 'shop.example', 'x-request-id': 'r1' }
      get(
        { port, host: '127.0.0.1', path: '/users/7?token=abc', headers, agent: false },
        (answer) => {
          answer.resume().on('end', () => server.close(resolve))
        },
      )
    })
  })
