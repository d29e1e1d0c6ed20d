import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, onTestFinished } from 'vitest'
import { findFreePort } from '../harness/startServer.ts'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'

const root = new URL('../../', import.meta.url)
const readText = (path: string): string => readFileSync(new URL(path, root), 'utf8')

/** An example, as `npm start` starts it; gives what it has printed so far. */
const startExample = async (name: string) => {
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
  const printed = (part: string) =>
    expect.poll(() => text, { timeout: 30_000, interval: 100 }).toContain(part)
  const url = `http://127.0.0.1:${port}/shops/7/orders`
  await printed(`${url}/1\n`)
  return { url, printed }
}

describe.each(['express', 'koa', 'hono'])('the example of %s', (name) => {
  it('stands in the README as it is', () => {
    expect(readText('README.md')).toContain(
      `\n\`\`\`js\n${readText(`examples/${name}/app.mjs`)}\`\`\`\n`,
    )
  })

  it('ships requests by route, and what fails with its user', async () => {
    const { url, printed } = await startExample(name)
    expect(await (await fetch(`${url}/1`)).json()).toEqual({ shop: '7', order: '1' })
    const headers = { 'content-type': 'application/json', 'x-user': 'ada', 'x-request-id': 'r-1' }
    const failed = await fetch(url, { method: 'POST', headers, body: '{"item":"tea"}' })
    expect(failed.status).toBe(500)
    await printed(`error There is no tea. {"user":"ada","id":"r-1","method":"POST","url":"${url}"`)
    await printed('"route":"/shops/:shop/orders"')
    await printed('"http.route":"/shops/:shop/orders/:order"')
  })
})
