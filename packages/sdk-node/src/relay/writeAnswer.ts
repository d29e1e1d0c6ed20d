import type { IncomingMessage, ServerResponse } from 'node:http'
import type { RelayAnswer } from '@holdfast/shared/relay'

/** In milliseconds, and in bytes, how much of a body is still taken after its answer. */
const longestRest = 1_000
const mostRest = 256 * 1_024

/**
 * Answers. A client that is still sending would lose an answer behind which its connection breaks: a
 * little more of the body is taken, and thrown away, before that.
 * https://www.rfc-editor.org/rfc/rfc9112#section-9.6
 */
export const writeAnswer = (
  request: IncomingMessage,
  response: ServerResponse,
  { status, headers, body }: RelayAnswer,
): void => {
  if (response.destroyed || response.headersSent) return
  const length = body === '' ? {} : { 'content-length': Buffer.byteLength(body) }
  const rest = request.complete ? 0 : announced(request)
  // Of HTTP/2, a stream ends without its connection.
  const isLast = rest > mostRest && request.httpVersionMajor < 2 && { connection: 'close' }
  response.writeHead(status, { ...headers, ...length, ...isLast })
  if (rest === 0) {
    response.end(body)
    request.resume()
  } else {
    response.write(body)
    takeRest(request, () => response.end())
  }
}

/** How large the body is, by its own word; without one, it may be of any size. */
const announced = ({ headers }: IncomingMessage): number =>
  'transfer-encoding' in headers ? Infinity : Number(headers['content-length'] ?? 0)

const takeRest = (request: IncomingMessage, onDone: () => void): void => {
  let left = mostRest
  const end = (): void => {
    clearTimeout(timer)
    request.off('data', onBytes).off('end', end).off('close', end)
    onDone()
    if (!request.complete) request.destroy()
  }
  const onBytes = ({ length }: Buffer): void => {
    left -= length
    if (left < 0) end()
  }
  const timer = setTimeout(end, longestRest).unref()
  request.on('data', onBytes).on('end', end).on('close', end)
}
