import type { ServerHttp2Stream } from 'node:http2'
import { property, type Stop } from '@holdfast/shared'
import type { Ending, RequestMessage } from './exchange.ts'

/** By which a request came, where that was HTTP/2. */
export const streamOf = (message: object): ServerHttp2Stream | undefined => {
  const stream = property(message, 'stream')
  return typeof property(stream, 'respond') === 'function'
    ? (stream as ServerHttp2Stream)
    : undefined
}

/** What Node counts of a stream it tells nobody: of a body, its size is as it was announced. */
const announced = (headers: unknown): number | undefined => {
  const length = property(headers, 'content-length')
  return length === undefined ? undefined : Number(length)
}

const endingOf = (stream: ServerHttp2Stream, { method, headers }: RequestMessage): Ending => {
  const { sentHeaders, rstCode, aborted } = stream
  const status = Number(property(sentHeaders, ':status')) || undefined
  const isEmpty = method === 'HEAD' || status === 304
  return {
    status,
    bytesIn: announced(headers),
    bytesOut: isEmpty ? 0 : announced(sentHeaders),
    ...((aborted || rstCode !== 0 || status === undefined) && { error: 'aborted' }),
  }
}

/** A request of HTTP/2 ends when its stream is closed, however that comes. */
export const endWithStream = (
  stream: ServerHttp2Stream,
  message: RequestMessage,
  end: (ending: Ending) => void,
): Stop => {
  const onClose = (): void => end(endingOf(stream, message))
  if (stream.closed && stream.destroyed) onClose()
  else stream.prependOnceListener('close', onClose)
  return () => void stream.off('close', onClose)
}
