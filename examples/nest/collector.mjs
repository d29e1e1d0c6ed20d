import { createServer } from 'node:http'

/** Stands for a backend of your own: it takes all signals, and tells at `/arrivals` what came. */
export const createCollector = () => {
  /** @type {unknown[]} */
  const arrivals = []
  return createServer(async (request, response) => {
    if (request.method === 'GET') {
      response.setHeader('content-type', 'application/json').end(JSON.stringify(arrivals))
      return
    }
    let body = ''
    for await (const part of request.setEncoding('utf8')) body += part
    arrivals.push(...JSON.parse(body).signals)
    arrivals.splice(0, arrivals.length - 1_000)
    response.end('{}')
  })
}

/**
 * @param {import('node:http').Server} server
 * @returns {Promise<string>} where it listens
 */
export const listen = (server) =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      resolve(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`)
    })
  })
