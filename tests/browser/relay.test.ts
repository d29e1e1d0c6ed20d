import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'
import { useChromium } from './useChromium.ts'

interface Arrival {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const chromium = useChromium()

/** The example, as its README says to start it. */
const startExample = async (): Promise<{ readonly page: string; readonly arrivals: string }> => {
  const folder = createTemporaryFolder()
  const script = fileURLToPath(new URL('../../examples/relay/main.mjs', import.meta.url))
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, HOLDFAST_STORE_DIR: folder.path },
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
  const [page = '', arrivals = ''] = told.match(/http:\S+/g) ?? []
  return { page, arrivals }
}

it('a page sends through its own site, and what arrives behind it tells no client', async () => {
  const example = await startExample()
  const context = await chromium().newContext()
  onTestFinished(() => context.close())
  await context.addCookies([{ name: 'session', value: 'secret', url: example.page }])
  const page = await context.newPage()
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).origin))
  await page.goto(example.page)
  await page.click('#fail')
  await page.click('#envelope')

  const load = async (): Promise<readonly Arrival[]> => (await fetch(example.arrivals)).json()
  await expect.poll(async () => (await load()).length, { timeout: 10_000 }).toBe(2)
  const all = await load()
  const [batch] = all.filter(({ path }) => path === '/signals')
  const [envelope] = all.filter(({ path }) => path.startsWith('/api/42/envelope/'))
  expect(batch?.body).toContain('a button has failed')
  expect(envelope?.body).toContain('told by an envelope')
  expect(envelope?.headers['x-forwarded-for']).toBe('127.0.0.0')
  expect(JSON.stringify(all)).not.toContain('secret')
  expect([...hosts]).toEqual([new URL(example.page).origin])
  await expect.poll(() => page.textContent('#stats')).toContain('"accepted": 2')
})
