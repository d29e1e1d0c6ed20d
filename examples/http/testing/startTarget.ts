import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gunzipSync } from 'node:zlib'
import { onTestFinished } from 'vitest'

/** A request as a target's server reads it. */
export interface TargetRequest {
  readonly path: string
  readonly headers: IncomingHttpHeaders
  /** Unpacked. */
  readonly text: string
  readonly json: unknown
}

export interface Target {
  readonly url: string
  /** What was right, and taken. */
  readonly taken: readonly TargetRequest[]
  /** What was wrong with the others. */
  readonly problems: readonly string[]
  /** Answers the next requests so, without a look at them. */
  fail(...answers: readonly (readonly [status: number, headers?: Record<string, string>])[]): void
}

interface TargetOptions {
  /** What the documents of the target say, as code. It throws where a request is not as they say. */
  readonly check: (request: TargetRequest) => void
  /** Of the answer to what is right. Default: 200. */
  readonly status?: number
}

/** A server on loopback that takes what the target's documents allow, and answers 400 to all else. */
export const startTarget = async ({ check, status = 200 }: TargetOptions): Promise<Target> => {
  const taken: TargetRequest[] = []
  const problems: string[] = []
  const failures: (readonly [number, Record<string, string>?])[] = []

  const judge = (request: TargetRequest): number => {
    try {
      check(request)
      taken.push(request)
      return status
    } catch (error) {
      problems.push(String(error))
      return 400
    }
  }

  const server = createServer(async (request, response) => {
    const read = await readRequest(request)
    const failure = failures.shift()
    if (failure) response.writeHead(...failure)
    else response.writeHead(judge(read))
    response.end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    taken,
    problems,
    fail: (...answers) => void failures.push(...answers),
  }
}

const readRequest = async (request: IncomingMessage): Promise<TargetRequest> => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const { url = '', headers } = request
  const body = Buffer.concat(chunks)
  const text = (headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString()
  return { path: url, headers, text, json: JSON.parse(text) }
}
