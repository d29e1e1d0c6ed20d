import { expect, it } from 'vitest'
import { checkMetrics } from '../../harness/prometheus.ts'
import { startExample } from '../../harness/startExample.ts'

it('what four processes have served is scraped in one place', async () => {
  const [shop = '', scraped = ''] = await startExample('prometheus')
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
