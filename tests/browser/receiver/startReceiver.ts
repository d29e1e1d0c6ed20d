import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { type ReceivedItem, readStream } from './readStream.ts'

export interface Receiver {
  readonly url: string
  /** Of its only project. */
  readonly dsn: string
  /** What it has parsed until now, of all envelopes, in their order. */
  items(): readonly ReceivedItem[]
  /** Resolves with the items of a type, such as `event` or `log`, once there are as many. */
  waitFor(type: string, count?: number): Promise<readonly ReceivedItem[]>
}

interface ReceiverOptions {
  /** Serves its interface, which sees only what is sent under the name of an envelope. */
  readonly withUi?: boolean
}

const longest = 45_000

/** Starts Spotlight's sidecar in a process of its own, which goes with the test. */
export const startReceiver = async ({
  withUi = false,
}: ReceiverOptions = {}): Promise<Receiver> => {
  const url = await startSidecar(withUi ? ['--ui'] : [])
  const { items, stop } = readStream(url)
  onTestFinished(stop)
  const itemsOf = (type: string) => items().filter((item) => item.type === type)
  const waitFor = async (type: string, count = 1): Promise<readonly ReceivedItem[]> => {
    await expect
      .poll(() => itemsOf(type).length, { timeout: longest })
      .toBeGreaterThanOrEqual(count)
    return itemsOf(type)
  }
  return { url, dsn: url.replace('//', '//holdfast@').concat('/42'), items, waitFor }
}

const startSidecar = async (words: readonly string[]): Promise<string> => {
  const script = fileURLToPath(new URL('sidecar.mjs', import.meta.url))
  const child = spawn(process.execPath, [script, ...words], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Where it may write, and whom it may tell, it asks of the environment.
    env: { PATH: process.env['PATH'] },
  })
  const closed = once(child, 'close')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await closed
  })
  let stderr = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text
  })
  const line = await Promise.race([firstLine(child.stdout), closed.then(() => undefined)])
  if (typeof line !== 'string') throw new Error(`The sidecar did not start: ${stderr}`)
  const { address, port } = JSON.parse(line) as { readonly address: string; readonly port: number }
  return `http://${address}:${port}`
}

const firstLine = async (stream: NodeJS.ReadableStream): Promise<string> => {
  const [line] = await once(createInterface({ input: stream }), 'line')
  return line
}
