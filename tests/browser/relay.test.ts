import { expect, it, onTestFinished } from 'vitest'
import { startExample } from '../harness/startExample.ts'
import { useChromium } from './useChromium.ts'

interface Arrival {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

const chromium = useChromium()

it('a page sends through its own site, and what arrives behind it tells no client', async () => {
  const [site = '', arrivals = ''] = await startExample('relay')
  const context = await chromium().newContext()
  onTestFinished(() => context.close())
  await context.addCookies([{ name: 'session', value: 'secret', url: site }])
  const page = await context.newPage()
  const hosts = new Set<string>()
  page.on('request', (request) => hosts.add(new URL(request.url()).origin))
  await page.goto(site)
  await page.click('#fail')
  await page.click('#envelope')

  const load = async (): Promise<readonly Arrival[]> => (await fetch(arrivals)).json()
  await expect.poll(async () => (await load()).length, { timeout: 10_000 }).toBe(2)
  const all = await load()
  const [batch] = all.filter(({ path }) => path === '/signals')
  const [envelope] = all.filter(({ path }) => path.startsWith('/api/42/envelope/'))
  expect(batch?.body).toContain('a button has failed')
  expect(envelope?.body).toContain('told by an envelope')
  expect(envelope?.headers['x-forwarded-for']).toBe('127.0.0.0')
  expect(JSON.stringify(all)).not.toContain('secret')
  expect([...hosts]).toEqual([new URL(site).origin])
  await expect.poll(() => page.textContent('#stats')).toContain('"accepted": 2')
})
