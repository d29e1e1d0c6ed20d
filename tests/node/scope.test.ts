import { setTimeout as wait } from 'node:timers/promises'
import { init, memorySink, type Signal } from '@holdfast/node'
import { describe, expect, it, onTestFinished } from 'vitest'

const startMonitor = () => {
  const sink = memorySink()
  const monitor = init({ service: 'tenants', sinks: [sink], globalErrors: false, store: false })
  onTestFinished(async () => void (await monitor.close()))
  return { monitor, sink }
}

const tenants = Array.from({ length: 100 }, (_, index) => `tenant-${index}`)
const steps = 5

const messageOf = (signal: Signal): string => (signal.kind === 'error' ? signal.message : '')

const about = (signal: Signal) => ({
  message: messageOf(signal),
  user: signal.scope.user?.id,
  tenant: signal.scope.tags['tenant'],
  account: signal.scope.contexts['account'],
})

describe('withScope', () => {
  it('keeps a hundred concurrent tenants apart over asynchronous work', async () => {
    const { monitor, sink } = startMonitor()
    const serve = (tenant: string): Promise<void> =>
      monitor.withScope(async (scope) => {
        scope.setUser({ id: tenant })
        await wait(Math.random() * 20)
        scope.setTags({ tenant })
        scope.setContext('account', { tenant })
        for (let step = 0; step < steps; step++) {
          await wait(Math.random() * 10)
          monitor.captureError(new Error(tenant))
        }
      })

    await Promise.all(tenants.map(serve))
    await monitor.flush()
    expect(sink.signals).toHaveLength(tenants.length * steps)
    for (const signal of sink.signals) {
      const tenant = messageOf(signal)
      expect(about(signal)).toEqual({ message: tenant, user: tenant, tenant, account: { tenant } })
    }
  })

  it('ends with its function, for all that comes after', async () => {
    const { monitor, sink } = startMonitor()
    await monitor.withScope(async (scope) => {
      scope.setUser({ id: 'inner' })
      await wait(5)
    })
    monitor.captureMessage('outside')
    await monitor.flush()
    expect(sink.signals.map(about)).toEqual([{ message: 'outside' }])
  })

  it('starts as a copy of the scope around it, and does not change that one', async () => {
    const { monitor, sink } = startMonitor()
    await monitor.withScope(async (outer) => {
      outer.setTags({ tenant: 'outer' })
      await monitor.withScope(async (inner) => {
        inner.setUser({ id: 'inner' })
        await wait(5)
        monitor.captureMessage('inner')
      })
      monitor.captureMessage('outer')
    })
    await monitor.flush()
    expect(sink.signals.map(about)).toEqual([
      { message: 'inner', user: 'inner', tenant: 'outer' },
      { message: 'outer', tenant: 'outer' },
    ])
  })

  it('passes on what the function returns or throws', async () => {
    const { monitor } = startMonitor()
    const error = new Error('thrown')
    expect(monitor.withScope(() => 7)).toBe(7)
    expect(() =>
      monitor.withScope(() => {
        throw error
      }),
    ).toThrow(error)
    await expect(monitor.withScope(() => Promise.reject(error))).rejects.toBe(error)
  })

  it('is of one monitor only', async () => {
    const [one, other] = [startMonitor(), startMonitor()]
    one.monitor.withScope((scope) => {
      scope.setUser({ id: 'one' })
      other.monitor.captureMessage('other')
    })
    await other.monitor.flush()
    expect(other.sink.signals.map(about)).toEqual([{ message: 'other' }])
  })
})
