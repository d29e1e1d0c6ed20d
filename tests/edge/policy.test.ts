import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { expectLaw } from '../harness/expectLaw.ts'
import { once, policyFactsOf } from '../harness/policyFacts.ts'
import { errorsOf, eventsOf } from '../harness/readTaken.ts'
import { down, downFor, startUpstream } from '../harness/startUpstream.ts'
import { type OpenWorker, openWorker } from './openWorker.ts'

type Answer = Parameters<typeof startUpstream>[0]

const openGuarded = async (answerTo: Answer) => {
  const upstream = await startUpstream(answerTo)
  const bindings = { UPSTREAM_URL: upstream.url }
  return { upstream, worker: await openWorker({ name: 'guarded.ts', bindings }) }
}

const statusesOf = async ({ get }: OpenWorker, paths: readonly string[]) => {
  const statuses: number[] = []
  for (const path of paths) {
    const response = await get(path)
    await response.text()
    statuses.push(response.status)
  }
  return statuses
}

/** By when nothing of it is lost, and nothing is held. */
const settledWhole = async (worker: OpenWorker): Promise<void> => {
  const stats = await worker.settled()
  expectLaw(stats)
  for (const kinds of Object.values(stats.sinks)) {
    for (const tally of Object.values(kinds)) expect(tally.lost).toEqual({})
  }
}

describe('policies in a worker', () => {
  it('share their breaker among the invocations of an isolate, and tell of it', async () => {
    const { upstream, worker } = await openGuarded(down)
    const statuses = await statusesOf(worker, Array(10).fill('/charge-or-not'))
    expect(statuses).toEqual(Array(10).fill(503))
    expect(upstream.calls).toBe(2)
    await settledWhole(worker)
    const { counts, changes } = policyFactsOf(worker.sink)
    expect(counts).toMatchObject({
      'policy.runs payments failure': { value: 2 },
      'policy.runs payments rejected': { value: 8 },
      'policy.rejections payments breaker': { value: 8 },
    })
    expect(changes).toEqual([
      { policy: 'payments', from: 'closed', to: 'open', cooldown: 3_600_000 },
    ])
    expect(errorsOf(worker.sink)).toHaveLength(2)
  })

  it('may reject in a handler that never touched its monitor', async () => {
    const { upstream, worker } = await openGuarded(down)
    expect(await statusesOf(worker, Array(3).fill('/charge'))).toEqual([500, 500, 500])
    expect(upstream.calls).toBe(2)
    await settledWhole(worker)
    const expected = [
      { name: 'payments', outcome: 'failure', attempts: 1, breaker: 'closed' },
      { name: 'payments', outcome: 'failure', attempts: 1, breaker: 'open' },
      { name: 'payments', outcome: 'rejected', attempts: 0, breaker: 'open' },
    ]
    for (const signals of [errorsOf(worker.sink), eventsOf(worker.sink)]) {
      const told = signals.map(({ contexts }) => contexts?.['policy'])
      expect(told).toHaveLength(3)
      expect(told).toEqual(expect.arrayContaining(expected))
    }
  })

  it('bound how long a call takes by a timer of workerd', async () => {
    const { upstream, worker } = await openGuarded(() => 'never')
    const started = performance.now()
    expect(await statusesOf(worker, ['/slow'])).toEqual([500])
    expect(performance.now() - started).toBeLessThan(5_000)
    expect(upstream.calls).toBe(1)
    await settledWhole(worker)
    expect(policyFactsOf(worker.sink).counts).toEqual({
      'policy.timeouts slow call': once(1),
      'policy.runs slow failure': once(1),
    })
    expect(errorsOf(worker.sink)).toMatchObject([
      {
        exceptions: [{ type: 'CallTimeoutError' }],
        contexts: { policy: { name: 'slow', outcome: 'failure', breaker: 'none' } },
      },
    ])
  })

  it('wait between two attempts by a timer of workerd', async () => {
    const { upstream, worker } = await openGuarded(downFor(2))
    const started = performance.now()
    expect(await (await worker.get('/rates')).text()).toBe('call 3')
    expect(performance.now() - started).toBeGreaterThan(140)
    expect(upstream.calls).toBe(3)
    await settledWhole(worker)
    expect(policyFactsOf(worker.sink).counts).toEqual({
      'policy.retries rates': once(2),
      'policy.runs rates success': once(1),
    })
  })

  it('tell of all that a hundred concurrent invocations did', async () => {
    const { upstream, worker } = await openGuarded(down)
    worker.sink.behaveAlways({ do: 'trickle', milliseconds: 100 })
    for (let round = 0; round < 5; round++) {
      const paths = Array.from({ length: 20 }, () => '/charge-or-not')
      await Promise.all(paths.map(async (path) => (await worker.get(path)).text()))
    }
    await settledWhole(worker)
    const { counts, changes } = policyFactsOf(worker.sink)
    const sumOf = (name: string): number => counts[name]?.value ?? 0
    expect(sumOf('policy.runs payments failure')).toBe(upstream.calls)
    expect(sumOf('policy.runs payments rejected')).toBe(100 - upstream.calls)
    expect(changes).toHaveLength(1)
    expect(worker.stderr()).toBe('')
  })

  it('leave no request of one invocation to another, which may end before it', async () => {
    const { worker } = await openGuarded(down)
    worker.sink.behaveAlways({ do: 'answerLate', milliseconds: 1_000 })
    const charging = worker.get('/charge-later')
    await wait(100)
    await Promise.all([charging, worker.get('/idle')])
    await settledWhole(worker)
    const { counts, changes } = policyFactsOf(worker.sink)
    expect(changes).toHaveLength(1)
    expect(counts['policy.rejections payments breaker']).toEqual(once(1))
    expect([...worker.sink.taken('http').values()]).toEqual([1, 1, 1, 1])
    expect(worker.stderr()).toBe('')
  })
})
