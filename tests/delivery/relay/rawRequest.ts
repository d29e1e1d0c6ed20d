import { connect } from 'node:net'

/** A request as it goes over the wire, which need not be one of HTTP. */
export interface RawRequest {
  readonly head: readonly string[]
  /** One after the other. */
  readonly pieces: readonly (string | Uint8Array)[]
  /** What the client does when all has been sent. Default: it waits for the answer. */
  readonly ending?: 'end' | 'reset'
  /** How many answers it waits for. Default: 1. */
  readonly waitFor?: number
}

/** Not the answer yet. */
const goOn = 'HTTP/1.1 100 Continue\r\n\r\n'
const longestWait = 10_000

/** The whole answer as text; empty where none came. */
export const sendRaw = (
  port: number,
  { head, pieces, ending, waitFor = 1 }: RawRequest,
): Promise<string> =>
  new Promise((resolve) => {
    let text = ''
    const socket = connect(port, '127.0.0.1')
    const end = (): void => {
      clearTimeout(timer)
      socket.destroy()
      resolve(text)
    }
    const timer = setTimeout(end, longestWait)
    socket.setEncoding('latin1').on('data', (chunk) => {
      text = (text + chunk).replace(goOn, '')
      if (answersIn(text) >= waitFor) end()
    })
    // A server may close on a client that misbehaves.
    socket.on('error', end).on('close', end)
    socket.on('connect', () => {
      socket.write(`${head.join('\r\n')}\r\n\r\n`)
      for (const piece of pieces) socket.write(piece)
      if (ending === 'end') socket.end()
      if (ending === 'reset') setTimeout(() => socket.resetAndDestroy(), 2)
    })
  })

/** How many are whole. */
const answersIn = (text: string): number => {
  const [head = '', ...rest] = text.split('\r\n\r\n')
  if (rest.length === 0) return 0
  const body = rest.join('\r\n\r\n')
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
  return body.length < length ? 0 : 1 + answersIn(body.slice(length))
}

/** The lines of a POST. */
export const headOf = (...headers: readonly string[]): readonly string[] => [
  'POST /relay HTTP/1.1',
  'host: site.example',
  ...headers,
]

/** A POST that says what its body is. */
export const whole = (body: string | Uint8Array, ...headers: readonly string[]): RawRequest => ({
  head: headOf(`content-length: ${Buffer.byteLength(body)}`, ...headers),
  pieces: [body],
})
