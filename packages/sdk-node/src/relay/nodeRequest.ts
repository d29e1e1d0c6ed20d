import type { IncomingMessage } from 'node:http'
import type { BodyListener, RelayRequest } from '@holdfast/shared/relay'

/** As frameworks hand it on: with the body, where a parser has read it, and the path it had before a mount. */
export type MountedRequest = IncomingMessage & {
  readonly body?: unknown
  readonly originalUrl?: string
}

export const toRelayRequest = (request: MountedRequest): RelayRequest => {
  const isParsed = request.readableDidRead
  return {
    method: request.method ?? '',
    url: request.originalUrl ?? request.url ?? '',
    address: request.socket.remoteAddress,
    header: (name) => {
      // What has parsed a body has unpacked it, too.
      if (isParsed && name === 'content-encoding') return undefined
      // HTTP/2 has another name for it.
      return (
        headerOf(request, name) ?? (name === 'host' ? headerOf(request, ':authority') : undefined)
      )
    },
    readBody: (listener) => (isParsed ? handOver(request, listener) : listen(request, listener)),
  }
}

const headerOf = ({ headers }: IncomingMessage, name: string): string | undefined => {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined
  return Array.isArray(value) ? value.join(', ') : value
}

const handOver = ({ body }: MountedRequest, listener: BodyListener): (() => void) => {
  const bytes = toBytes(body)
  if (bytes) {
    listener.onBytes(bytes)
    listener.onEnd()
  } else {
    listener.onFailed('consumed')
  }
  return () => undefined
}

const toBytes = (body: unknown): Uint8Array | undefined => {
  if (typeof body === 'string') return Buffer.from(body)
  if (body instanceof Uint8Array) return body
  if (typeof body !== 'object' || body === null) return undefined
  return Buffer.from(JSON.stringify(body))
}

const listen = (request: IncomingMessage, listener: BodyListener): (() => void) => {
  // Its end was told before anybody listened.
  if (request.destroyed) listener.onFailed('aborted')
  const onAborted = (): void => listener.onFailed('aborted')
  // Something before the relay may have asked for texts.
  const onData = (data: Uint8Array | string): void =>
    listener.onBytes(
      typeof data === 'string' ? Buffer.from(data, request.readableEncoding ?? 'utf8') : data,
    )
  request.on('data', onData).on('end', listener.onEnd)
  request.on('close', onAborted).on('error', onAborted)
  // Or held it up until it knew who may pass.
  request.resume()
  return () => {
    request.off('data', onData).off('end', listener.onEnd)
    request.off('close', onAborted).off('error', onAborted)
  }
}
