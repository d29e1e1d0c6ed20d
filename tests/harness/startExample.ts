import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished } from 'vitest'
import { createTemporaryFolder } from './temporaryFolder.ts'

/** An example, as its README says to start it; gives the addresses that it prints. It ends well with the test. */
export const startExample = async (name: string): Promise<readonly string[]> => {
  const folder = createTemporaryFolder()
  const script = fileURLToPath(new URL(`../../examples/${name}/main.mjs`, import.meta.url))
  const child = spawn(process.execPath, [script], {
    env: { PATH: process.env['PATH'], HOLDFAST_STORE_DIR: folder.path },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  onTestFinished(async () => {
    child.kill('SIGINT')
    expect(await ended).toBe(0)
    folder.remove()
  })
  const told = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', resolve)
    child.once('close', () => reject(new Error('The example has ended.')))
  })
  return told.match(/http:\S+/g) ?? []
}
