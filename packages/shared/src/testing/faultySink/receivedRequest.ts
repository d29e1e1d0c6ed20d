import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { type Dialect, dialectOf, readIds } from './dialect.ts'

/** A request that the faulty sink has read to its end. */
export interface ReadRequest {
  /** With its query. */
  readonly path: string
  readonly dialect: Dialect
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>
  /** Unpacked where it came as gzip. */
  readonly body: string
  /** As it came, packed or not. */
  readonly bytes: Uint8Array
  /** Of the signals that it carried; none where the body could not be read. */
  readonly ids: readonly string[]
}

/** A request as the faulty sink saw it, and what it did with it so far. */
export interface ReceivedRequest extends ReadRequest {
  /** Whether the sink took the signals. */
  readonly taken: boolean
  /**
   * Whether the whole of an answer has left. Where the signals were taken and it has not, the reply
   * is lost: only then may an honest sender send them again.
   */
  readonly answered: boolean
}

/** Reads a request to its end; `undefined` where the sender went away before. */
export const receive = async (request: IncomingMessage): Promise<ReadRequest | undefined> => {
  const received = await readBody(request)
  if (!received) return undefined
  const body = unpack(received, request.headers['content-encoding'])
  const path = request.url ?? '/'
  const dialect = dialectOf(path)
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  return {
    path,
    dialect,
    headers,
    body: body.toString(),
    bytes: received,
    ids: readIds(dialect, body),
  }
}

const readBody = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  const chunks: Buffer[] = []
  try {
    for await (const chunk of request) chunks.push(chunk)
    return Buffer.concat(chunks)
  } catch {
    return undefined
  }
}

/** A body that is not what its header says stays as it came: it will be seen to hold no ids. */
const unpack = (body: Buffer, encoding: string | undefined): Buffer => {
  if (encoding !== 'gzip') return body
  try {
    return gunzipSync(body)
  } catch {
    return body
  }
}
