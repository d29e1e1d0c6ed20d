import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { findFreePort } from '../harness/startServer.ts'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'

const root = new URL('../../', import.meta.url)
export const readText = (path: string): string => readFileSync(new URL(path, root), 'utf8')

/** An example of a framework that has been started. */
export interface StartedExample {
  /** Of the app. */
  readonly url: string
  /** Waits until it has been printed. */
  printed(part: string): Promise<void>
  /** Lines about errors that have been printed so far, in their order by letters. */
  errors(): readonly string[]
}

const patience = { timeout: 100_000, interval: 100 }

/** An example, as `npm start` starts it, once it has printed `ready`. It ends well with the test. */
export const startExample = async (name: string, ready: string): Promise<StartedExample> => {
  const folder = createTemporaryFolder()
  const port = String(await findFreePort())
  const { scripts } = JSON.parse(readText(`examples/${name}/package.json`))
  const [command, ...args] = scripts.start.split(' ')
  expect(command).toBe('node')
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: fileURLToPath(new URL(`examples/${name}`, root)),
    env: { PATH: process.env['PATH'], HOLDFAST_STORE_DIR: folder.path, PORT: port },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const ended = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGINT')
    expect(await ended).toEqual([0, null])
    folder.remove()
  })
  let text = ''
  child.stdout?.setEncoding('utf8').on('data', (part) => (text += part))
  const printed = (part: string) => expect.poll(() => text, patience).toContain(part)
  await printed(ready)
  return {
    url: `http://127.0.0.1:${port}`,
    printed,
    errors: () =>
      text
        .split('\n')
        .filter((line) => line.startsWith('error '))
        .sort(),
  }
}
