import { init } from '@holdfast/node'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import type { RealServer } from '../harness/startServer.ts'
import { stores } from './stores.ts'

/** What scrubbing would take out of a text: here it says who is billed. */
const subjects = [
  'acme',
  'ada@example.com',
  '4111 1111 1111 1111',
  'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
]

describe.each(stores)('$name', (store) => {
  let server: RealServer

  beforeAll(async () => {
    server = await store.start()
  })

  afterAll(() => server.stop())

  const openInstance = async () => {
    const { counters, close } = await store.open(server.port)
    const monitor = init({ service: 'counters', sinks: [counters], store: false })
    onTestFinished(async () => {
      await monitor.close()
      await close()
    })
    return { counters, monitor }
  }

  it.each(subjects)('counts for %s what two instances meter, and both know it', async (subject) => {
    const [one, other] = await Promise.all([openInstance(), openInstance()])
    const limits = [one, other].map(({ counters }) => counters.quota('calls', 200, 'month'))
    for (let call = 0; call < 60; call++) one.monitor.usage('calls', subject)
    other.monitor.usage('calls', subject, 40)
    other.monitor.usage('calls', subject, 7, { id: 'order-1' })
    one.monitor.usage('calls', subject, 7, { id: 'order-1' })
    // Each knows its own, and not yet the other's.
    expect(await limits[0]?.check(subject)).toMatchObject({ used: 67 })
    expect(await limits[1]?.check(subject)).toMatchObject({ used: 47 })
    await Promise.all([one.monitor.flush(), other.monitor.flush()])
    expect(await one.counters.totals('calls', subject, 'month')).toBe(107)
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    expect(await limits[0]?.check(subject, 93)).toMatchObject({ used: 107, allowed: true })
    expect(await limits[1]?.check(subject, 94)).toMatchObject({ used: 107, allowed: false })
  })
})
