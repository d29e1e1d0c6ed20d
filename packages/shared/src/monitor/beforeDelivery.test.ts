import { describe, expect, it } from 'vitest'
import type { Signal, SignalId } from '../model/signal.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'

type Hook = (signal: Signal) => unknown

const deliver = async (hook: Hook) => {
  const bench = setUpMonitor({ beforeDelivery: hook as never })
  const id = bench.monitor.captureMessage('as it was')
  const signals = await bench.signals()
  return { ...bench, id, signals, tally: () => bench.monitor.stats().sinks['memory']?.error }
}

const fail = (): never => {
  throw new Error('broken')
}

const capturedBy = async ({ monitor, signals }: ReturnType<typeof setUpMonitor>) => {
  monitor.captureMessage('of another monitor')
  return (await signals())[0]
}

describe('a hook', () => {
  it.each<[string, Hook]>([
    ['at once', (signal) => ({ ...signal, message: 'changed' })],
    ['later', async (signal) => ({ ...signal, message: 'changed' })],
  ])('changes what is sent, %s', async (_, hook) => {
    const { signals, said } = await deliver(hook)
    expect(signals).toMatchObject([{ message: 'changed' }])
    expect(said).toEqual([])
  })

  it('cannot change the id or the kind, by which the ledger goes', async () => {
    const { signals, id } = await deliver((signal) => ({
      ...signal,
      id: 'another' as SignalId,
      kind: 'metric',
    }))
    expect(signals).toMatchObject([{ id, kind: 'error' }])
  })

  it.each<[string, Hook]>([
    ['null', () => null],
    ['nothing', () => undefined],
    ['a promise of nothing', async () => undefined],
  ])('that gives %s drops the signal, which is booked', async (_, hook) => {
    const { signals, tally } = await deliver(hook)
    expect(signals).toEqual([])
    expect(tally()).toMatchObject({ accepted: 1, pending: 0, lost: { dropped: 1 } })
  })

  it('that drops all sends no request for it', async () => {
    const requests: unknown[] = []
    const sink = {
      name: 'wire',
      accepts: () => true,
      encode: (signals: readonly Signal[]) => {
        requests.push(signals)
        return []
      },
      interpret: () => ({ type: 'delivered' as const }),
    }
    const { monitor, runtime } = setUpMonitor({ sinks: [sink], beforeDelivery: () => null })
    monitor.captureMessage('dropped')
    await runtime.advance(60_000)
    expect(requests).toEqual([])
  })

  it.each<[string, Hook]>([
    ['throws', fail],
    ['rejects', async () => fail()],
    ['gives a number', () => 7],
    ['gives a text', async () => 'text'],
    ['gives a function', () => fail],
    ['gives what cannot be read', () => new Proxy({}, { ownKeys: fail })],
  ])('that %s changes nothing, and is told of', async (_, hook) => {
    const { signals, said } = await deliver(hook)
    expect(signals).toMatchObject([{ message: 'as it was' }])
    expect(said).toHaveLength(1)
    expect(said[0]).toContain('beforeDelivery')
  })

  it('that gives a part changes that part', async () => {
    const { signals } = await deliver(() => ({ message: 'changed' }))
    expect(signals).toMatchObject([{ message: 'changed', severity: 'info', exceptions: [] }])
  })

  it('changes a copy: what signals share, and what is known of their users, stays', async () => {
    const { monitor, signals } = setUpMonitor({
      tags: { plan: 'pro' },
      beforeDelivery: (signal) => {
        if ('message' in signal && signal.message === 'first') {
          Object.assign(signal.scope, { user: { id: 'other' } })
          Object.assign(signal.scope.tags, { plan: 'changed' })
          Object.assign(signal.scope.contexts, { own: 'changed' })
        }
        return signal
      },
    })
    monitor.captureMessage('first')
    expect(await signals()).toMatchObject([{ scope: { user: { id: 'other' } } }])
    monitor.captureMessage('second')
    expect((await signals())[1]?.scope).toEqual({ tags: { plan: 'pro' }, contexts: {} })
    expect((await capturedBy(setUpMonitor()))?.scope).toEqual({
      tags: { region: 'eu' },
      contexts: {},
    })
  })

  it.each<[string, object]>([
    ['no scope', { scope: null }],
    ['no resource', { resource: null }],
    ['no list of errors', { exceptions: 'none' }],
    [
      'an error without a mechanism',
      { exceptions: [{ type: 'E', message: 'm', mechanism: null }] },
    ],
  ])('that gives %s changes nothing, and it is said', async (_, change) => {
    const { monitor, signals, said } = setUpMonitor({
      beforeDelivery: (signal) => ({ ...signal, ...change }) as Signal,
    })
    monitor.captureMessage('whole')
    expect(await signals()).toMatchObject([{ message: 'whole', exceptions: [] }])
    expect(said.join()).toContain('beforeDelivery failed')
  })

  it('that never answers is waited for no longer than five seconds', async () => {
    const { monitor, runtime, signals, said } = setUpMonitor({
      beforeDelivery: () => new Promise<never>(() => undefined),
    })
    monitor.captureMessage('held')
    await runtime.advance(1_000 + 4_999)
    expect(monitor.stats().sinks['memory']?.error?.pending).toBe(1)
    await runtime.advance(1)
    expect(await signals()).toMatchObject([{ message: 'held' }])
    expect(said).toEqual(['beforeDelivery failed: it takes too long'])
  })

  it('sees each signal once, whatever the number of sinks and of attempts', async () => {
    let calls = 0
    const { encode, ...rest } = {
      name: 'wire',
      accepts: () => true,
      encode: (signals: readonly Signal[]) => [
        { url: '', headers: {}, body: '', ids: signals.map(({ id }) => id) },
      ],
      interpret: () => ({ type: 'retryable' as const }),
    }
    const { monitor, runtime } = setUpMonitor({
      sinks: [
        { encode, ...rest },
        { encode, ...rest, name: 'other' },
      ],
      beforeDelivery: async (signal) => {
        calls++
        return signal
      },
    })
    monitor.captureMessage('one')
    await runtime.advance(60_000)
    expect(runtime.transport.requests.length).toBeGreaterThan(4)
    expect(calls).toBe(1)
  })
})
