import type { ClientRequest, IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'
import type { TLSSocket } from 'node:tls'
import type { Milliseconds, WireAnswer, WireRequest, WireResponse } from '@holdfast/shared'
import { letGo } from './letGo.ts'
import { limits } from './limits.ts'
import type { Way } from './ways.ts'

/** What came of a request; a stale one met a connection that its server had closed, and nothing came. */
export interface Posted {
  readonly response: WireResponse
  readonly isStale: boolean
}

/** Nobody looks at a body: it is read so that the connection can be used again. In bytes. */
const mostRead = 1_048_576
const gone: readonly unknown[] = ['ECONNRESET', 'EPIPE']

/** @param left - how much time there is, at most. */
export const post = (
  way: Way,
  { url, headers, body }: WireRequest,
  left: () => Milliseconds,
): Promise<Posted> =>
  new Promise((resolve) => {
    const length = String(Buffer.byteLength(body))
    const all = { ...headers, 'content-length': length }
    const outgoing = way.begin(new URL(url), { method: 'POST', headers: all })
    let timer: NodeJS.Timeout | undefined
    let answer: WireAnswer | undefined

    const enter = (phase: keyof typeof limits): void => {
      clearTimeout(timer)
      const stop = (): void => void outgoing.destroy(new Error(`timeout: ${phase}`))
      timer = setTimeout(stop, Math.min(limits[phase], left())).unref()
    }
    const end = (response: WireResponse, isStale = false): void => {
      clearTimeout(timer)
      resolve({ response, isStale })
    }
    const fail = (error: Error & { readonly code?: unknown }): void => {
      // A refusal is one without its body, too: it must not be asked for again and again.
      const refusal = answer && answer.status >= 400 ? answer : undefined
      const isStale = !answer && outgoing.reusedSocket && gone.includes(error.code)
      end(refusal ?? { type: 'noAnswer', reason: error.message }, isStale)
    }

    enter('connection')
    onConnected(outgoing, () => enter('headers'))
    outgoing.on('error', fail)
    // Also where no error says so, as after an answer of 101.
    outgoing.on('close', () => fail(new Error('closed')))
    outgoing.on('response', (incoming) => {
      const known = toAnswer(incoming)
      answer = known
      enter('body')
      incoming.on('error', fail)
      readBody(incoming, (isWhole) => {
        end(known)
        // A server that says no before it has read everything may never read the rest.
        if (!isWhole || !outgoing.writableFinished) outgoing.destroy()
      })
    })
    outgoing.end(body)
  })

const onConnected = (outgoing: ClientRequest, listener: () => void): void => {
  outgoing.on('socket', (socket: Socket & Partial<TLSSocket>) => {
    letGo(socket)
    const { secureConnecting } = socket as { secureConnecting?: boolean }
    if (secureConnecting) socket.once('secureConnect', listener)
    else if (socket.connecting) socket.once('connect', listener)
    else listener()
  })
}

const readBody = (incoming: IncomingMessage, done: (isWhole: boolean) => void): void => {
  let read = 0
  incoming.on('end', () => done(true))
  incoming.on('data', ({ length }: Buffer) => {
    read += length
    if (read > mostRead) done(false)
  })
}

const toAnswer = ({ statusCode = 0, headers }: IncomingMessage): WireAnswer => ({
  type: 'answer',
  status: statusCode,
  headers: Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, String(value ?? '')]),
  ),
})
