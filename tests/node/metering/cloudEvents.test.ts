import { cloudEvents } from '@holdfast/node/metering'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readCloudEvents } from '../../harness/metering/readCloudEvents.ts'
import { startUsageServer, type UsageServer } from '../../harness/metering/startUsageServer.ts'
import { createTemporaryFolder } from '../../harness/temporaryFolder.ts'
import { hostileSubjects, type MeteredProcess, startMetering } from './meterOut.ts'

const secret = 'planted-secret'

const startOpenMeter = (read = readCloudEvents): Promise<UsageServer> =>
  startUsageServer({ read, accepted: [204] })

const open = (url: string, options: Partial<Parameters<typeof cloudEvents>[0]> = {}) =>
  cloudEvents({
    url: `${url}/api/v1/events`,
    headers: { authorization: `Bearer ${secret}` },
    ...options,
  })

const useHostile = (metered: MeteredProcess): void => {
  for (const meter of ['api-requests', 'a/b', 'a', '%u0041 \ud800']) {
    const some = hostileSubjects.map((subject, index) => ({ subject, quantity: index - 3.25 }))
    metered.use(meter, some)
    const named = hostileSubjects.map((subject) => ({ subject, quantity: 7, id: 'b/%u0000\ud800' }))
    metered.use(meter, named)
  }
}

describe('a receiver of CloudEvents', () => {
  it('counts what was used, to the unit, however the server fares', async () => {
    const server = await startOpenMeter()
    server.befall([500], 'lost', [429, { 'retry-after': '1' }], [413], [503], 'lost', [401], [500])
    let asked = 0
    const headers = async () => ({ authorization: `Bearer ${secret}-${++asked}` })
    const sink = open(server.url, { headers, compress: true, batch: { maxCount: 3 } })
    const metered = startMetering(sink)
    for (let round = 0; round < 12; round++) {
      metered.use(
        `meter-${round % 3}`,
        Array.from({ length: 200 }, (_, index) => ({
          subject: `customer-${index % 17}`,
          quantity: index % 5 === 0 ? -round : index,
        })),
      )
    }
    await metered.flush()
    expect(server.problems).toEqual([])
    expect(server.totals).toEqual(metered.totals)
    expect(server.repeats()).toBeGreaterThanOrEqual(400)
    expect(server.requests.some(({ headers }) => headers['content-encoding'] === 'gzip')).toBe(true)
    const tally = { accepted: 12, delivered: 12, pending: 0, lost: {} }
    expect(metered.stats().sinks).toMatchObject({ cloudEvents: { usage: tally } })
    expect(metered.said.join()).not.toContain(secret)
  })

  it('counts each hostile subject for itself, and each use that has a name once', async () => {
    const server = await startOpenMeter()
    const metered = startMetering(open(server.url))
    useHostile(metered)
    await metered.flush()
    expect(server.problems).toEqual([])
    expect(server.totals).toEqual(metered.totals)
    // The same uses, told by another process: only what has no name is another use.
    const again = startMetering(open(server.url))
    useHostile(again)
    await again.flush()
    const twice = new Map([...metered.totals].map(([key, total]) => [key, 2 * total - 7]))
    expect(server.totals).toEqual(twice)
    expect(server.repeats()).toBe(4 * hostileSubjects.length)
  })

  it('counts once what it had taken when a process ended without an answer', async () => {
    const server = await startOpenMeter()
    const folder = createTemporaryFolder()
    onTestFinished(() => folder.remove())
    server.befall('lost', 'hang')
    const first = startMetering(open(server.url), folder.path)
    first.use('builds', [{ subject: 'acme', quantity: 5 }])
    await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBeGreaterThan(1)
    await first.close()
    expect(first.stats().sinks).toMatchObject({ cloudEvents: { usage: { lost: { closed: 1 } } } })
    const second = startMetering(open(server.url), folder.path)
    await expect.poll(() => server.repeats(), { timeout: 20_000 }).toBe(1)
    await second.flush()
    expect(server.totals).toEqual(first.totals)
  })

  it('that refuses a use costs those of other signals nothing', async () => {
    const read: typeof readCloudEvents = (request) => {
      const entries = readCloudEvents(request)
      if (entries.some(({ meter }) => meter === 'unknown')) throw new Error('no such meter')
      return entries
    }
    const server = await startOpenMeter(read)
    const metered = startMetering(open(server.url, { compress: true }))
    for (let index = 0; index < 20; index++) {
      metered.use(index === 13 ? 'unknown' : 'known', [{ subject: 'acme', quantity: 1 }])
    }
    await metered.flush()
    expect([...server.totals.values()]).toEqual([19])
    expect(metered.stats().sinks).toMatchObject({
      cloudEvents: { usage: { delivered: 19, lost: { rejected: 1 } } },
    })
  })
})
