import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { RelayStats } from '@holdfast/node/relay'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { expectLaw } from '../../harness/expectLaw.ts'
import { startSink } from '../../harness/startSink.ts'
import { attacks } from './attacks.ts'
import { createBatch, createEnvelope } from './goodRequests.ts'
import { headOf, type RawRequest, sendRaw, whole } from './rawRequest.ts'
import { startRelay } from './startRelay.ts'

const all = 20_000
/** Until the threads that unpack have what memory they will ever take. */
const warmUp = 8_000
const atOnce = 24
const slowOnes = 100
const oneGoodIn = 25

/** A host that nobody has listed, and how often it was asked for anything. */
const startEvilHost = async (): Promise<{
  readonly host: string
  readonly asked: () => number
}> => {
  let asked = 0
  const server = createServer((_, response) => {
    asked++
    response.end()
  })
  server.on('connection', () => asked++)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.close()
    server.closeAllConnections()
  })
  return { host: `127.0.0.1:${(server.address() as AddressInfo).port}`, asked: () => asked }
}

const expectCounted = ({ requests }: RelayStats): void => {
  const { received, accepted, preflights, underWay, refused } = requests
  const sum = Object.values(refused).reduce((all, count) => all + count, 0)
  expect(received).toBe(accepted + preflights + underWay + sum)
}

/** What stands in an answer, besides what Node itself answers to what is no HTTP. */
const expectedAnswer = /^HTTP\/1\.1 (?:202|204|400|403|405|408|413|415|431|503) /
const expectedBody = /\r\n\r\n(?:\{(?:"error":"\w+")?\})?$/

const slow: RawRequest = { head: headOf('content-length: 100'), pieces: ['{"schema"'] }

describe('a relay that is attacked', () => {
  it('holds nothing of it, tells nothing, asks nobody else, and delivers what is good', async () => {
    const [sink, evil] = await Promise.all([startSink(), startEvilHost()])
    const { port, ask } = await startRelay(sink, {
      rate: false,
      maxBytes: 256 * 1_024,
      bodyTimeout: '1s',
      allow: { origins: ['https://shop.example'] },
    })
    const good: string[] = []
    const odd: string[] = []
    const refusedGood: string[] = []

    const sendGood = async (index: number): Promise<void> => {
      const isBatch = index % 2 === 0
      const { id, body } = isBatch ? createBatch() : createEnvelope(sink.dsn)
      good.push(id)
      const answer = await sendRaw(port, whole(body, 'origin: https://shop.example'))
      if (!answer.startsWith('HTTP/1.1 202 ')) refusedGood.push(answer)
    }
    const sendBad = async (request: RawRequest): Promise<void> => {
      const answer = await sendRaw(port, request)
      if (answer !== '' && !(expectedAnswer.test(answer) && expectedBody.test(answer))) {
        odd.push(answer)
      }
    }
    const attack = async (count: number, seed: number): Promise<void> => {
      const requests = fc.sample(attacks({ dsn: sink.dsn, evil: evil.host }), {
        numRuns: count,
        seed,
      })
      const left = requests.entries()
      const sendInTurn = async (): Promise<void> => {
        for (const [index, request] of left) {
          await (index % oneGoodIn === 0 ? sendGood(index / oneGoodIn) : sendBad(request))
        }
      }
      await Promise.all(Array.from({ length: atOnce }, sendInTurn))
    }

    await attack(warmUp / 2, 1)
    await attack(warmUp / 2, 2)
    await ask('flush')
    const before = await ask('measure')
    const slowly = Promise.all(Array.from({ length: slowOnes }, () => sendBad(slow)))
    for (let seed = 3; seed <= 6; seed++) await attack((all - warmUp - slowOnes) / 4, seed)
    await slowly
    await ask('flush')
    // What was reset is noticed a little later.
    await sleep(500)
    const after = await ask('measure')

    expect(after.faults).toEqual([])
    expect(evil.asked()).toBe(0)
    expect(odd).toEqual([])
    expect(refusedGood).toEqual([])
    const taken = sink.taken()
    expect(good.filter((id) => taken.get(id) !== 1)).toEqual([])
    expectCounted(after.stats)
    expectLaw(after.stats)
    expect(after.stats.requests.underWay).toBe(0)
    expect(after.stats.requests.refused).not.toHaveProperty('failed')
    expect(after.stats.requests.refused.slow).toBeGreaterThanOrEqual(slowOnes)
    expect(Object.keys(after.stats.requests.refused)).toEqual(
      expect.arrayContaining([
        'aborted',
        'encoding',
        'invalid',
        'mediaType',
        'method',
        'origin',
        'tooLarge',
        'unlisted',
        'unreadable',
      ]),
    )
    console.info(
      `RSS ${toMiB(before.rss)}, heap ${toMiB(before.heap)} before; ${toMiB(after.rss)}, ${toMiB(after.heap)} after ${after.stats.requests.received} requests`,
      JSON.stringify(after.stats.requests),
    )
    expect(after.rss - before.rss).toBeLessThan(20 * 1_024 * 1_024)
    // Ids that are remembered take the most of it.
    expect(after.heap - before.heap).toBeLessThan(4 * 1_024 * 1_024)
  }, 120_000)
})

const toMiB = (bytes: number): string => `${(bytes / 1_024 / 1_024).toFixed(1)} MiB`
