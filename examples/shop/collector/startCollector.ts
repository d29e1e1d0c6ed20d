import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import type { Arrival } from '../model/arrival.ts'
import { listen, listenAgain, shut } from './portServer.ts'
import { readBatch } from './readBatch.ts'
import { readEnvelope } from './readEnvelope.ts'

/** A server that takes signals, and that can fall over and come back. */
export interface Collector {
  readonly url: string
  isUp(): boolean
  goDown(): Promise<void>
  comeBack(): Promise<void>
}

const crossOrigin = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'content-type, idempotency-key',
  'access-control-max-age': '600',
}

/** What may be posted where: Sentry's envelopes for any project, and batches. */
const dialects = [
  { sink: 'sentry', path: /^\/api\/\d+\/envelope\/$/, read: readEnvelope },
  { sink: 'http', path: /^\/in$/, read: readBatch },
] as const

export const startCollector = async (
  onArrivals: (arrivals: readonly Arrival[]) => void,
): Promise<Collector> => {
  const server = createServer((request, response) => {
    response.on('error', () => response.destroy())
    ingest(request, response).catch(() => response.destroy())
  })

  const ingest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method === 'OPTIONS') return answer(response, 204)
    const { pathname } = new URL(request.url ?? '/', 'http://collector')
    const dialect = dialects.find(({ path }) => path.test(pathname))
    if (!dialect) return answer(response, 404)
    const body = await text(request)
    try {
      const time = Date.now()
      onArrivals(dialect.read(body).map((facts) => ({ ...facts, time, sink: dialect.sink })))
      answer(response, 200, '{}')
    } catch (error) {
      answer(response, 400, String(error))
    }
  }

  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}`,
    isUp: () => server.listening,
    goDown: () => shut(server),
    comeBack: () => listenAgain(server, port),
  }
}

const answer = (response: ServerResponse, status: number, body = ''): void => {
  response.writeHead(status, crossOrigin).end(body)
}
