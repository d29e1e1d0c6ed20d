import { expect, it } from 'vitest'
import { loki } from './loki.ts'
import { expectDelivered, secret, ship } from './testing/ship.ts'
import { startTarget, type TargetRequest } from './testing/startTarget.ts'

interface Push {
  readonly streams: readonly {
    readonly stream: Readonly<Record<string, string>>
    readonly values: readonly (readonly [string, string, Readonly<Record<string, string>>])[]
  }[]
}

/** https://grafana.com/docs/loki/latest/reference/loki-http-api/#ingest-logs, and the limits of Grafana Cloud */
const check = ({ path, headers, json }: TargetRequest): void => {
  expect(path).toBe('/loki/api/v1/push')
  expect(headers['content-type']).toBe('application/json')
  expect(headers.authorization).toBe(`Basic ${secret}`)
  const { streams } = json as Push
  expect(streams.length).toBeGreaterThan(0)
  for (const { stream, values } of streams) {
    expect(Object.keys(stream).length).toBeLessThanOrEqual(15)
    for (const [name, value] of Object.entries(stream)) {
      expect(name).toMatch(/^[a-zA-Z_][a-zA-Z0-9_]*$/)
      expect(typeof value).toBe('string')
    }
    for (const [time, line, metadata] of values) {
      expect(time).toMatch(/^\d{19}$/)
      expect(Math.abs(Number(BigInt(time) / 1_000_000n) - Date.now())).toBeLessThan(60_000)
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(256 * 1_024)
      expect(Object.values(metadata).every((value) => typeof value === 'string')).toBe(true)
    }
  }
}

it('Loki gets lines, in few streams', async () => {
  const target = await startTarget({ check, status: 204 })
  target.fail([429, { 'retry-after': '0' }], [500])
  const sink = loki(target.url, { authorization: `Basic ${secret}` })
  const shipped = await ship(sink, { errors: 100, events: 100 })
  expect(target.problems).toEqual([])
  expectDelivered(shipped, 'loki', { error: 100, event: 100 })
  const streams = target.taken.flatMap(({ json }) => (json as Push).streams)
  const labels = new Set(streams.map(({ stream }) => JSON.stringify(stream)))
  expect(labels.size).toBe(3)
  const lines = streams.flatMap(({ values }) => values)
  const ids = lines.map(([, , metadata]) => metadata['signal_id'])
  expect(new Set(ids).size).toBe(200)
  expect(ids).toEqual(expect.arrayContaining([...shipped.errors]))
  expect(JSON.parse(lines[0]?.[1] ?? '')).toMatchObject({ release: '1.4.2' })
  expect(shipped.said.join()).not.toContain(secret)
})
