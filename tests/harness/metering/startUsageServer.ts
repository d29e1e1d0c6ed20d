import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'

/** A request as a receiver of usage reads it. */
export interface UsageRequest {
  readonly path: string
  readonly headers: IncomingMessage['headers']
  /** Unpacked. */
  readonly text: string
}

/** One use, as a receiver counts it. */
export interface UsageEntry {
  /** What repeats are dropped by. */
  readonly id: string
  readonly meter: string
  readonly subject: string
  readonly value: number
}

/** What befalls a request; `lost` ones are taken, and their answer never comes. */
export type Fate = 'hang' | 'lost' | Answer

type Answer = readonly [status: number, headers?: Readonly<Record<string, string>>, body?: string]

export interface UsageServer {
  readonly url: string
  /** What was counted, by meter and subject. */
  readonly totals: ReadonlyMap<string, number>
  /** How many repeats were dropped. */
  repeats(): number
  /** All requests. */
  readonly requests: readonly UsageRequest[]
  /** Why requests were refused. */
  readonly problems: readonly string[]
  /** Befalls the next requests for usage, in turn. */
  befall(...fates: readonly Fate[]): void
}

interface UsageServerOptions {
  /** What the documents of the receiver say, as code: it throws where a request is not as they say. */
  readonly read: (request: UsageRequest) => readonly UsageEntry[]
  /** To what is as they say. */
  readonly accepted: Answer
  /** To requests that are about something else, and to those of whoever is nobody. */
  readonly answer?: (request: UsageRequest) => Answer | 'hang' | undefined
}

export const keyOf = (meter: string, subject: string): string => JSON.stringify([meter, subject])

/** A server on loopback that counts usage as a receiver does: each id once, and a request whole or not at all. */
export const startUsageServer = async (options: UsageServerOptions): Promise<UsageServer> => {
  const { read, accepted, answer } = options
  const seen = new Set<string>()
  const totals = new Map<string, number>()
  const requests: UsageRequest[] = []
  const problems: string[] = []
  const fates: Fate[] = []
  let repeats = 0

  const count = ({ id, meter, subject, value }: UsageEntry): void => {
    if (seen.has(id)) repeats++
    else totals.set(keyOf(meter, subject), (totals.get(keyOf(meter, subject)) ?? 0) + value)
    seen.add(id)
  }

  const take = (request: UsageRequest): Answer => {
    try {
      read(request).forEach(count)
      return accepted
    } catch (error) {
      problems.push(String(error))
      return [400, {}, '{"error":{"message":"refused"}}']
    }
  }

  const server = createServer(async (incoming, response) => {
    const request = await readRequest(incoming)
    requests.push(request)
    const told = answer?.(request)
    const fate = told ?? fates.shift() ?? take(request)
    if (fate === 'lost') take(request)
    if (fate === 'lost') incoming.socket.destroy()
    else if (fate !== 'hang') end(response, fate)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    totals,
    repeats: () => repeats,
    requests,
    problems,
    befall: (...more) => void fates.push(...more),
  }
}

const end = (response: ServerResponse, [status, headers, body]: Answer): void => {
  response.writeHead(status, headers)
  response.end(body)
}

const readRequest = async (incoming: IncomingMessage): Promise<UsageRequest> => {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk)
  const { url: path = '', headers } = incoming
  const packed = Buffer.concat(chunks)
  const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(packed) : packed).toString()
  return { path, headers, text }
}
