import { describe, expect, it } from 'vitest'
import type { Signal } from '../model/signal.ts'
import type { ResilienceHost } from '../resilience/host.ts'
import type { PolicyOptions } from '../resilience/policy.ts'
import { createFakeRuntime } from '../testing/fakeRuntime/createFakeRuntime.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'
import { createPolicies } from './createPolicies.ts'

const setUp = () => {
  const time = createFakeRuntime()
  const host: ResilienceHost = {
    clock: time.clock,
    scheduler: time.scheduler,
    random: () => 0.5,
    createAbort: () => new AbortController(),
  }
  const policies = createPolicies(host, time.scheduler)
  const { monitor, signals } = setUpMonitor({}, [policies])
  return { time, host, policies, monitor, signals }
}

const failing = (): Promise<never> => Promise.reject(new Error('no connection'))

const fragile: PolicyOptions = { breaker: { threshold: 2, cooldown: '30s' } }

const countsIn = (signals: readonly Signal[]): Readonly<Record<string, number>> => {
  const counts: Record<string, number> = {}
  for (const signal of signals) {
    if (signal.kind !== 'metric' || signal.type !== 'counter') continue
    const name = [signal.name, ...Object.values(signal.attributes)].join(' ')
    counts[name] = (counts[name] ?? 0) + signal.value
  }
  return counts
}

describe('a policy of a monitor', () => {
  it('makes a thousand rejections one signal with a count', async () => {
    const { policies, signals } = setUp()
    const payments = policies.policy('payments', fragile)
    for (let call = 0; call < 1_002; call++) await payments.run(failing).catch(() => undefined)
    const sent = await signals()
    expect(countsIn(sent)).toEqual({
      'policy.runs payments failure': 2,
      'policy.runs payments rejected': 1_000,
      'policy.rejections payments breaker': 1_000,
    })
    expect(sent.map(({ kind }) => kind)).toEqual(['event', 'metric', 'metric', 'metric'])
  })

  it('is told of by the monitor that is flushed, where nothing else says when', async () => {
    const { host } = setUp()
    const policies = createPolicies(host)
    const [first, second] = [setUpMonitor({}, [policies]), setUpMonitor({}, [policies])]
    const payments = policies.policy('payments', fragile)
    for (let call = 0; call < 3; call++) await payments.run(failing).catch(() => undefined)
    expect(second.monitor.stats().sinks['memory']).toEqual({})
    expect(await first.signals()).toHaveLength(4)
    expect(await second.signals()).toEqual([])
  })

  it('tells each change of its breaker, and how many calls an open one kept back', async () => {
    const { time, policies, signals } = setUp()
    const payments = policies.policy('payments', fragile)
    for (let call = 0; call < 5; call++) await payments.run(failing).catch(() => undefined)
    await time.advance(30_000)
    await payments.run(() => 'paid')
    const events = (await signals()).filter((signal) => signal.kind === 'event')
    expect(events.map(({ name, attributes }) => [name, attributes])).toEqual([
      ['policy.breaker', { policy: 'payments', from: 'closed', to: 'open', cooldown: 30_000 }],
      ['policy.breaker', { policy: 'payments', from: 'open', to: 'halfOpen', rejected: 3 }],
      ['policy.breaker', { policy: 'payments', from: 'halfOpen', to: 'closed' }],
    ])
  })

  it('counts retries, timeouts and fallbacks', async () => {
    const { time, policies, signals } = setUp()
    const mail = policies.policy<string>('mail', {
      timeout: '1s',
      retry: { attempts: 3, baseDelay: '100ms' },
      fallback: 'later',
    })
    const sent = mail.run(() => new Promise<string>(() => undefined))
    await time.advance(60_000)
    await expect(sent).resolves.toBe('later')
    expect(countsIn(await signals())).toMatchObject({
      'policy.retries mail': 2,
      'policy.timeouts mail call': 3,
      'policy.fallbacks mail': 1,
      'policy.runs mail fallback': 1,
    })
  })

  it('is told with an error that has passed through it', async () => {
    const { policies, monitor, signals } = setUp()
    const payments = policies.policy('payments', { ...fragile, retry: { attempts: 1 } })
    for (let call = 0; call < 3; call++) {
      await payments.run(failing).catch((error) => monitor.captureError(error))
    }
    monitor.captureError(new Error('of another kind'))
    const errors = (await signals()).filter(({ kind }) => kind === 'error')
    expect(errors.map(({ scope }) => scope.contexts['policy'])).toEqual([
      { name: 'payments', outcome: 'failure', attempts: 1, breaker: 'closed' },
      { name: 'payments', outcome: 'failure', attempts: 1, breaker: 'open' },
      { name: 'payments', outcome: 'rejected', attempts: 0, breaker: 'open' },
      undefined,
    ])
  })

  it('is told also with an error that only has such a one as its cause', async () => {
    const { policies, monitor, signals } = setUp()
    const payments = policies.policy('payments', fragile)
    const declined = await payments.run(failing).catch((error: unknown) => error)
    const middle = new Error('not charged', { cause: declined })
    monitor.captureError(new Error('no order', { cause: middle }))
    const [error] = (await signals()).filter(({ kind }) => kind === 'error')
    expect(error?.scope.contexts['policy']).toMatchObject({ name: 'payments', outcome: 'failure' })
  })

  it('is the same under the same name, so that its breaker is', () => {
    const { policies } = setUp()
    expect(policies.policy('payments', fragile)).toBe(policies.policy('payments'))
    expect(policies.policy('mail')).not.toBe(policies.policy('payments'))
  })

  it('lets the app listen too, and is not harmed by what that throws', async () => {
    const { policies } = setUp()
    const heard: string[] = []
    const payments = policies.policy('payments', {
      on: ({ type }) => {
        heard.push(type)
        throw new Error('of the listener')
      },
    })
    await expect(payments.run(() => 'paid')).resolves.toBe('paid')
    expect(heard).toEqual(['settled'])
  })

  it('refuses wrong options, by their names', () => {
    const { policies } = setUp()
    expect(() => policies.policy('payments', { breaker: { threshold: -1 } })).toThrow('threshold')
  })

  it('reports now and then by itself', async () => {
    const { time, policies, monitor } = setUp()
    await policies.policy('payments').run(() => 'paid')
    expect(monitor.stats().sinks['memory']?.metric).toBeUndefined()
    await time.advance(10_000)
    expect(monitor.stats().sinks['memory']?.metric).toMatchObject({ accepted: 1 })
  })

  it('loses nothing that happens before a monitor is there, up to a bound', async () => {
    const { host } = setUp()
    const policies = createPolicies(host)
    const payments = policies.policy('payments', fragile)
    for (let call = 0; call < 3; call++) await payments.run(failing).catch(() => undefined)
    const { signals } = setUpMonitor({}, [policies])
    expect((await signals()).map(({ kind }) => kind)).toEqual([
      'event',
      'metric',
      'metric',
      'metric',
    ])
  })
})
