import { memoryCounters } from '@holdfast/node/counters'
import { expect, it, onTestFinished } from 'vitest'
import { createApi } from './api.mjs'

const start = async (limit: number) => {
  const { server, monitor } = createApi(memoryCounters(), limit)
  onTestFinished(async () => {
    server.close()
    server.closeAllConnections()
    await monitor.close()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const ask = (path: string, key: string) => fetch(url + path, { headers: { 'x-api-key': key } })
  return { ask, monitor }
}

it('serves each key its requests, all at once or one by one, and not one more', async () => {
  const { ask, monitor } = await start(10)
  const answers = await Promise.all(Array.from({ length: 25 }, () => ask('/', 'acme')))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 200)).toHaveLength(10)
  expect(statuses.filter((status) => status === 429)).toHaveLength(15)
  const other = await ask('/', 'other')
  expect(other.status).toBe(200)
  expect(other.headers.get('ratelimit')).toMatch(/^"api-requests";r=9;t=\d+$/)
  await monitor.flush()
  expect((await ask('/', 'acme')).status).toBe(429)
  expect(await (await ask('/usage', 'acme')).json()).toEqual({ thisMonth: 10 })
})
