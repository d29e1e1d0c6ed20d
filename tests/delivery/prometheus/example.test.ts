import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, it, onTestFinished } from 'vitest'
import { checkMetrics } from '../../harness/prometheus.ts'
import { createTemporaryFolder } from '../../harness/temporaryFolder.ts'

/** The example, as its README says to start it. */
const startExample = async (): Promise<{ readonly shop: string; readonly scraped: string }> => {
  const folder = createTemporaryFolder()
  const script = fileURLToPath(new URL('../../../examples/prometheus/main.mjs', import.meta.url))
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
  const [shop = '', scraped = ''] = told.match(/http:\S+/g) ?? []
  return { shop, scraped }
}

it('what four processes have served is scraped in one place', async () => {
  const { shop, scraped } = await startExample()
  const served = new Set<string>()
  for (let request = 0; request < 20; request++) {
    const headers = { connection: 'close' }
    served.add(await (await fetch(request < 15 ? shop : `${shop}nowhere`, { headers })).text())
  }
  expect(served.size).toBeGreaterThan(1)
  const text = await (await fetch(scraped)).text()
  expect(text).toContain('# HELP shop_requests_total Requests, by page and status.\n')
  expect(text).toContain('shop_requests_total{page="/",status="200"} 15\n')
  expect(text).toContain('shop_requests_total{page="other",status="404"} 5\n')
  expect(text).toContain('shop_render_seconds_bucket{outcome="ok",page="/",le="1.0"} 15\n')
  expect(text).toContain('shop_open 0\n')
  expect(text).toContain('target_info{service_name="example-shop"} 1\n')
  expect(checkMetrics(text)).toEqual({ status: 0, stdout: '', stderr: '' })
})
