import { expect, it } from 'vitest'
import { expectLaw } from '../harness/expectLaw.ts'
import { readCloudEvents } from '../harness/metering/readCloudEvents.ts'
import { apiKey, startStripe } from '../harness/metering/startStripe.ts'
import { keyOf, startUsageServer } from '../harness/metering/startUsageServer.ts'
import { openWorker } from './openWorker.ts'

it('usage of a worker is counted to the unit, over invocations that share a session', async () => {
  const events = await startUsageServer({ read: readCloudEvents, accepted: [204] })
  const stripe = await startStripe()
  events.befall([500], 'lost')
  stripe.befall('lost', [500])
  const worker = await openWorker({
    name: 'metered.ts',
    bindings: {
      EVENTS_URL: `${events.url}/api/v1/events`,
      STRIPE_URL: stripe.urls.url,
      SESSION_URL: stripe.urls.sessionUrl,
      API_KEY: apiKey,
    },
  })
  const invoke = async (times: number): Promise<void> => {
    const answers = Array.from({ length: times }, () => worker.get('/'))
    await Promise.all(answers.map(async (answer) => (await answer).text()))
  }
  await invoke(8)
  await worker.settled()
  const opened = stripe.sessions()
  await invoke(4)
  stripe.expire()
  await invoke(4)
  const stats = await worker.settled()
  expectLaw(stats)
  const totals = Array.from({ length: 90 }, (_, index) => index).reduce((sums, index) => {
    const key = keyOf('calls', `cus_${index % 7}`)
    return sums.set(key, (sums.get(key) ?? 0) + (16 * index) / 4)
  }, new Map<string, number>())
  expect(events.problems).toEqual([])
  expect(stripe.problems).toEqual([])
  expect(events.totals).toEqual(totals)
  expect(stripe.totals).toEqual(totals)
  expect([events.repeats(), stripe.repeats()]).toEqual([90, 90])
  expect(opened).toBeGreaterThan(0)
  expect(stripe.sessions()).toBeLessThanOrEqual(16)
  expect(worker.stderr()).toBe('')
})
