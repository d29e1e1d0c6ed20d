import type { UsageDelta } from '@holdfast/node'
import { stripeMeters } from '@holdfast/node/metering'
import { describe, expect, it, onTestFinished } from 'vitest'
import { apiKey, type Stripe, startStripe } from '../../harness/metering/startStripe.ts'
import { keyOf, startUsageServer } from '../../harness/metering/startUsageServer.ts'
import { runNode } from '../../harness/runNode.ts'
import { createTemporaryFolder } from '../../harness/temporaryFolder.ts'
import { hostileSubjects, type MeteredProcess, startMetering } from './meterOut.ts'

type Options = Parameters<typeof stripeMeters>[0]

const open = ({ urls }: Stripe, options: Partial<Options> = {}) =>
  stripeMeters({ apiKey, ...urls, ...options })

const expectSecretsKept = ({ said }: MeteredProcess): void =>
  expect(said.join()).not.toMatch(/planted/)

describe('Stripe', () => {
  it('counts what was used, to the unit, however it fares', async () => {
    const server = await startStripe()
    server.befall(
      [500],
      'lost',
      [429, { 'retry-after': '1' }],
      [409],
      [402, { 'stripe-should-retry': 'true' }],
      [503],
      'lost',
      [500],
    )
    const metered = startMetering(open(server))
    const deltas = (round: number, from: number) =>
      Array.from({ length: 100 }, (_, index) => ({
        subject: `cus_${(index + from) % 17}`,
        quantity: index % 5 === 0 ? -round : index,
      }))
    for (let round = 0; round < 12; round++) metered.use(`meter-${round % 3}`, deltas(round, 0))
    for (let round = 0; round < 30; round++) metered.use('small', deltas(round, 3).slice(0, 7))
    await metered.flush()
    metered.use('late', deltas(1, 1))
    server.expire()
    await metered.flush()
    expect(server.problems).toEqual([])
    expect(server.totals).toEqual(metered.totals)
    expect(server.repeats()).toBeGreaterThanOrEqual(200)
    expect(server.sessions()).toBe(2)
    const tally = { accepted: 43, delivered: 43, pending: 0, lost: {} }
    expect(metered.stats().sinks).toMatchObject({ stripe: { usage: tally } })
    expectSecretsKept(metered)
  })

  it('is told of each hostile subject for itself, and of each use that has a name once', async () => {
    const server = await startStripe()
    const customers = new Map(hostileSubjects.map((subject, index) => [subject, `cus_${index}`]))
    const customerOf: Options['customerOf'] = (subject) => customers.get(subject)
    for (const times of [1, 2]) {
      const metered = startMetering(open(server, { customerOf }))
      for (const meter of ['api', 'a/b', 'a', 'm'.repeat(300)]) {
        const free = { subject: 'free', quantity: 1_000 }
        const some = hostileSubjects.map((subject) => ({ subject, quantity: 2.5 }))
        metered.use(meter, [...some, free])
        const long = 'b/%u0000\ud800'.repeat(40)
        metered.use(meter, [...some.map((delta) => ({ ...delta, id: long })), free])
      }
      metered.use('free', [{ subject: 'free', quantity: 1 }])
      await metered.flush()
      expect(server.problems).toEqual([])
      const expected = ['api', 'a/b', 'a', 'm'.repeat(300)].flatMap((meter) =>
        [...customers.values()].map((customer) => [keyOf(meter, customer), 2.5 + times * 2.5]),
      )
      expect(Object.fromEntries(server.totals)).toEqual(Object.fromEntries(expected))
      expect(metered.stats().sinks).toMatchObject({ stripe: { usage: { accepted: 8, lost: {} } } })
    }
    expect(server.repeats()).toBe(4 * hostileSubjects.length)
  })

  it('takes subjects that are no customers without a harm to those that are', async () => {
    const server = await startStripe()
    const metered = startMetering(open(server, { eventNames: { api: 'api_requests', a: 'b' } }))
    metered.use(
      'api',
      hostileSubjects.map((subject) => ({ subject, quantity: 1 })),
    )
    metered.use('constructor', [{ subject: 'cus_1', quantity: 4 }])
    await metered.flush()
    expect(server.problems).toEqual([])
    expect(server.totals.size).toBe(hostileSubjects.length + 1)
    expect(server.totals.get(keyOf('api_requests', 'acme'))).toBe(1)
    expect(server.totals.get(keyOf('constructor', 'cus_1'))).toBe(4)
  })

  it('counts once what it had taken when a process ended without an answer', async () => {
    const server = await startStripe()
    const folder = createTemporaryFolder()
    onTestFinished(() => folder.remove())
    server.befall('lost', 'hang')
    const first = startMetering(open(server), folder.path)
    first.use('builds', [{ subject: 'cus_1', quantity: 5 }])
    await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBeGreaterThan(2)
    await first.close()
    const second = startMetering(open(server), folder.path)
    await expect.poll(() => server.repeats(), { timeout: 20_000 }).toBe(1)
    await second.flush()
    expect(server.totals).toEqual(first.totals)
  })

  it('that refuses a use costs those of other signals nothing', async () => {
    const server = await startStripe(['archived'])
    const metered = startMetering(open(server))
    for (let index = 0; index < 20; index++) {
      metered.use(index === 13 ? 'archived' : 'good', [{ subject: 'cus_1', quantity: 1 }])
    }
    await metered.flush()
    expect([...server.totals.values()]).toEqual([19])
    expect(metered.stats().sinks).toMatchObject({
      stripe: { usage: { delivered: 19, lost: { rejected: 1 } } },
    })
  })

  it('that does not know the key costs nothing: usage is held until it does', async () => {
    const server = await startStripe()
    let key = 'rk_planted_old'
    const metered = startMetering(open(server, { apiKey: async () => key }))
    metered.use('builds', [{ subject: 'cus_1', quantity: 5 }])
    await expect.poll(() => server.requests.length, { timeout: 10_000 }).toBeGreaterThan(1)
    expect(server.totals.size).toBe(0)
    expect(metered.stats().sinks).toMatchObject({ stripe: { usage: { pending: 1, lost: {} } } })
    expectSecretsKept(metered)
    key = apiKey
    await metered.flush()
    expect(server.totals).toEqual(metered.totals)
  })
})

describe('what cannot be told to Stripe is booked', () => {
  const one = [{ subject: 'cus_1', quantity: 1 }]
  const fail = (): never => {
    throw new Error('planted')
  }
  it.each<[string, Partial<Options>, readonly UsageDelta[]]>([
    ['more uses than it takes at once', {}, Array.from({ length: 101 }, () => one).flat()],
    ['more units than it can tell apart', {}, [{ subject: 'cus_1', quantity: 10 ** 15 }]],
    ['a customer that cannot be found out', { customerOf: fail }, one],
    ['a customer that is none', { customerOf: () => '' }, one],
  ])('%s', async (_, options, deltas) => {
    const server = await startStripe()
    const metered = startMetering(open(server, options))
    metered.use('builds', deltas)
    await metered.flush()
    expect(metered.stats().sinks).toMatchObject({ stripe: { usage: { lost: { sinkFailed: 1 } } } })
    expect(server.totals.size).toBe(0)
  })
})

it('a process that has nothing else to do does not wait for a session that never comes', async () => {
  const server = await startUsageServer({ read: () => [], accepted: [200], answer: () => 'hang' })
  const started = Date.now()
  const { code, stderr } = await runNode({
    script: new URL('../children/meterAtLast.mjs', import.meta.url),
    env: { SESSION_URL: server.url, API_KEY: apiKey },
  })
  expect([code, stderr]).toEqual([0, ''])
  expect(server.requests).toHaveLength(1)
  expect(Date.now() - started).toBeLessThan(6_000)
})
