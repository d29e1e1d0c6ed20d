import type { IncomingMessage, ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Exposition } from './trunk.ts'

/** Answers a scrape: of `http.createServer` and what mounts handlers as Express does, or of the Fetch standard. */
export interface PrometheusHandler {
  (request: IncomingMessage, response: ServerResponse): void
  /** It never rejects. */
  (request: Request): Promise<Response>
}

interface Asked {
  readonly method: string
  header(name: string): string | undefined
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array<ArrayBuffer> | undefined
}

type Scrape = (accept: string | undefined) => Promise<Exposition>

const pack = promisify(gzip)
/** What is smaller is as fast plain. */
const leastPacked = 1_024
const plain = { 'content-type': 'text/plain; charset=utf-8' }

export const createHandler = (scrape: Scrape): PrometheusHandler => {
  const answerTo = answering(scrape)
  const onNode = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // A scraper that goes away is no error of the server.
    request.on('error', ignore)
    response.on('error', ignore)
    const { method = '', headers } = request
    const header = (name: string): string | undefined => headers[name]?.toString()
    const { status, headers: told, body } = await answerTo({ method, header })
    if (response.destroyed || response.headersSent) return
    response.writeHead(status, told)
    response.end(body)
  }
  const onFetch = async ({ method, headers }: Request): Promise<Response> => {
    const header = (name: string): string | undefined => headers.get(name) ?? undefined
    const { status, headers: told, body } = await answerTo({ method, header })
    return new Response(body ?? null, { status, headers: told })
  }
  function handle(request: IncomingMessage, response: ServerResponse): void
  function handle(request: Request): Promise<Response>
  function handle(
    request: IncomingMessage | Request,
    response?: ServerResponse,
  ): Promise<Response> | undefined {
    // What serves by the Fetch standard may hand on a second argument of its own.
    if (request instanceof Request || typeof response?.writeHead !== 'function') {
      return onFetch(request as Request)
    }
    onNode(request, response).catch(() => response.destroy())
    return undefined
  }
  return handle
}

const answering =
  (scrape: Scrape) =>
  async ({ method, header }: Asked): Promise<Answer> => {
    if (method !== 'GET' && method !== 'HEAD')
      return tell(405, 'Ask with GET.', { allow: 'GET, HEAD' })
    try {
      const { contentType, ...told } = await scrape(header('accept'))
      const whole = 'text' in told ? Buffer.from(told.text) : Buffer.from(told.base64, 'base64')
      const isPacked = whole.length > leastPacked && takesGzip(header('accept-encoding') ?? '')
      const body = isPacked ? await pack(whole) : whole
      const headers = {
        'content-type': contentType,
        'content-length': String(body.length),
        'cache-control': 'no-store',
        vary: 'accept, accept-encoding',
        ...(isPacked && { 'content-encoding': 'gzip' }),
      }
      return { status: 200, headers, body: method === 'HEAD' ? undefined : new Uint8Array(body) }
    } catch (error) {
      return tell(503, error instanceof Error ? error.message : 'There is no answer.')
    }
  }

const tell = (
  status: number,
  text: string,
  headers: Readonly<Record<string, string>> = {},
): Answer => ({
  status,
  headers: { ...plain, ...headers },
  body: new Uint8Array(Buffer.from(`${text}\n`)),
})

const takesGzip = (accepted: string): boolean =>
  accepted
    .toLowerCase()
    .split(',')
    .map((coding) => coding.split(';').map((part) => part.trim()))
    .some(([coding, quality = '']) => coding === 'gzip' && !/^q=0(?:\.0*)?$/.test(quality))

const ignore = (): void => undefined
