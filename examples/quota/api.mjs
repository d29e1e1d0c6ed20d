import { createServer } from 'node:http'
import { init } from '@holdfast/node'

/** @import { IncomingMessage, ServerResponse } from 'node:http' */

const meter = 'api-requests'

/**
 * An API that meters its requests, and serves each key so many of them an hour.
 *
 * @param {import('@holdfast/node/counters').Counters} counters
 * @param {number} limit
 */
export const createApi = (counters, limit) => {
  const monitor = init({ service: 'example-quota', sinks: [counters], store: false })

  const limited = counters.quota(meter, limit, 'hour').middleware({
    subjectOf: keyOf,
    // In the moment in which it is allowed: no other request is checked in between.
    count: (key, quantity) => void monitor.usage(meter, key, quantity),
  })

  /** @param {IncomingMessage} request @param {ServerResponse} response */
  const serve = async (request, response) => {
    const answer =
      request.url === '/usage'
        ? { thisMonth: await counters.totals(meter, keyOf(request) ?? '', 'month') }
        : { hello: keyOf(request) ?? 'nobody in particular' }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  }

  /** @param {ServerResponse} response @param {unknown} error */
  const fail = (response, error) => {
    monitor.captureError(error)
    response.writeHead(500).end()
  }

  const server = createServer((request, response) => {
    const handle = () => serve(request, response).catch((error) => fail(response, error))
    // Asking what was used is free.
    if (request.url === '/usage') handle()
    else limited(request, response, (error) => (error ? fail(response, error) : handle()))
  })
  return { server, monitor }
}

/** @param {IncomingMessage} request */
const keyOf = ({ headers }) => headers['x-api-key']?.toString()
