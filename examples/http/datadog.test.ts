import { expect, it } from 'vitest'
import { datadog } from './datadog.ts'
import { expectDelivered, secret, ship } from './testing/ship.ts'
import { startTarget, type TargetRequest } from './testing/startTarget.ts'

type Log = Readonly<Record<string, unknown>>

/** https://docs.datadoghq.com/api/latest/logs/#send-logs */
const check = ({ path, headers, text, json }: TargetRequest): void => {
  expect(path).toBe('/api/v2/logs')
  expect(headers['dd-api-key']).toBe(secret)
  expect(headers['content-type']).toBe('application/json')
  expect(Buffer.byteLength(text)).toBeLessThanOrEqual(5_000_000)
  const logs = json as readonly Log[]
  expect(logs.length).toBeGreaterThan(0)
  expect(logs.length).toBeLessThanOrEqual(1_000)
  for (const log of logs) {
    expect(Buffer.byteLength(JSON.stringify(log))).toBeLessThanOrEqual(1_000_000)
    expect(log).toMatchObject({
      ddsource: 'nodejs',
      ddtags: 'env:test,version:1.4.2',
      service: 'checkout',
      message: expect.any(String),
      status: expect.stringMatching(/^(?:critical|error|warn|info|debug)$/),
    })
    // Older ones are not taken.
    expect(Date.now() - Number(log['timestamp'])).toBeLessThan(18 * 3_600_000)
  }
}

it('Datadog gets logs, a thousand in a request', async () => {
  const target = await startTarget({ check, status: 202 })
  target.fail([429, { 'retry-after': '0' }], [503])
  const shipped = await ship(datadog(`${target.url}/api/v2/logs`, secret), {
    errors: 1_500,
    events: 600,
  })
  expect(target.problems).toEqual([])
  expectDelivered(shipped, 'datadog', { error: 1_500, event: 600 })
  const logs = target.taken.flatMap(({ json }) => json as readonly Log[])
  expect(new Set(logs.map((log) => log['signal_id'])).size).toBe(2_100)
  expect(logs).toHaveLength(2_100)
  expect(target.taken.length).toBeLessThanOrEqual(4)
  expect(target.taken[0]?.headers['content-encoding']).toBe('gzip')
  const error = logs.find((log) => log['signal_id'] === shipped.errors[1])
  expect(error?.['error']).toMatchObject({
    kind: 'TypeError',
    stack: expect.stringMatching(/^TypeError: order 1 failed [\s\S]*\n {4}at captureError \(/),
  })
  expect(shipped.said.join()).not.toContain(secret)
})

it('Datadog gets no request over its limit of bytes', async () => {
  const target = await startTarget({ check, status: 202 })
  const shipped = await ship(datadog(`${target.url}/api/v2/logs`, secret), {
    errors: 90,
    events: 0,
    filling: 'ü'.repeat(30_000),
  })
  expect(target.problems).toEqual([])
  expectDelivered(shipped, 'datadog', { error: 90 })
})
