import { createServer } from 'node:http'

/**
 * Stands for Sentry and for a backend of your own: it takes everything, and tells at `/arrivals` what came.
 * No page knows of it.
 */
export const createCollector = () => {
  /** @type {{ path: string, headers: import('node:http').IncomingHttpHeaders, body: string }[]} */
  const arrivals = []
  return createServer((request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(arrivals))
      return
    }
    let body = ''
    request.setEncoding('utf8').on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => {
      arrivals.push({ path: request.url ?? '', headers: request.headers, body })
      arrivals.splice(0, arrivals.length - 100)
      response.writeHead(200).end('{}')
    })
  })
}
