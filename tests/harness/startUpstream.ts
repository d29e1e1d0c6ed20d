import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** What an app calls under protection: a service that fails as the test says. */
export interface Upstream {
  readonly url: string
  /** How many calls have reached it. */
  readonly calls: number
}

/** The status of an answer, or none at all. */
type Answer = number | 'never'

/** Starts a service that goes with the test. It holds no connection open that it has answered on. */
export const startUpstream = async (answerTo: (call: number) => Answer): Promise<Upstream> => {
  let calls = 0
  const server = createServer((_, response) => {
    const status = answerTo(++calls)
    if (status === 'never') return
    response.writeHead(status, { 'access-control-allow-origin': '*', connection: 'close' })
    response.end(`call ${calls}`)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/`,
    get calls() {
      return calls
    },
  }
}

/** Down for so many calls, then up. */
export const downFor =
  (calls: number) =>
  (call: number): Answer =>
    call > calls ? 200 : 503

export const down = (): Answer => 503
