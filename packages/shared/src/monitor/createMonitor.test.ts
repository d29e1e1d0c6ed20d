import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Scope } from '../model/scope.ts'
import type { Capture } from '../ports/instrument.ts'
import { memorySink } from '../sinks/memory.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'

describe('captureError', () => {
  it('tells what happened, where, when, and within which scope', async () => {
    const { monitor, signals, runtime } = setUpMonitor()
    const id = monitor.captureError(new RangeError('too far'), {
      severity: 'fatal',
      tags: { plan: 'pro', region: 'us' },
      contexts: { cart: { items: 2 } },
      user: { id: '7' },
    })
    const [signal] = await signals()
    expect(signal).toMatchObject({
      kind: 'error',
      id,
      time: runtime.clock.wall(),
      severity: 'fatal',
      message: 'too far',
      resource: {
        service: 'shop',
        release: '1.4.2',
        environment: 'test',
        sdk: { name: 'holdfast.test', version: '1.0.0' },
        runtime: { name: 'test' },
      },
      scope: {
        tags: { plan: 'pro', region: 'us' },
        contexts: { cart: { items: 2 } },
        user: { id: '7' },
      },
    })
    expect(signal).toHaveProperty('exceptions.0.stack.frames')
  })

  it('counts one error object once', async () => {
    const { monitor, signals } = setUpMonitor()
    const error = new Error('once')
    expect(monitor.captureError(error)).toMatch(/^[\da-f]{32}$/)
    expect(monitor.captureError(error)).toBeUndefined()
    monitor.captureError('text')
    monitor.captureError('text')
    expect(await signals()).toHaveLength(3)
  })

  it('takes anything at all, with options of any shape, and never throws', async () => {
    const { monitor, said, signals } = setUpMonitor()
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (thrown, options) => {
        monitor.captureError(thrown, options as never)
        monitor.captureMessage(thrown as never, options as never)
      }),
      { numRuns: 300 },
    )
    await signals()
    expect(monitor.stats().sinks['memory']?.error?.pending).toBe(0)
    expect(said).toEqual([])
  })

  it('is not lost for options that are hostile', async () => {
    const { monitor, signals } = setUpMonitor()
    const hostile = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no')
        },
      },
    )
    monitor.captureError(new Error('kept'), { tags: hostile, contexts: hostile, user: hostile })
    expect(await signals()).toMatchObject([{ message: 'kept', scope: { tags: { region: 'eu' } } }])
  })

  it('keeps what was said at the time of the capture', async () => {
    const { monitor, signals } = setUpMonitor()
    const tags = { plan: 'pro' }
    monitor.captureError(new Error('now'), { tags })
    tags.plan = 'changed'
    expect((await signals())[0]?.scope.tags['plan']).toBe('pro')
  })
})

describe('captureMessage', () => {
  it('is a failure that was told, not thrown', async () => {
    const { monitor, signals } = setUpMonitor()
    monitor.captureMessage('no stock left')
    monitor.captureMessage('slow', { severity: 'warn' })
    expect(await signals()).toMatchObject([
      { message: 'no stock left', severity: 'info', exceptions: [] },
      { message: 'slow', severity: 'warn' },
    ])
  })
})

describe('withScope', () => {
  it('puts its facts on what is captured within, and on nothing else', async () => {
    const { monitor, signals } = setUpMonitor()
    const result = monitor.withScope((scope) => {
      scope.setUser({ id: '7' })
      scope.setTags({ plan: 'pro' })
      scope.setContext('cart', { items: [1] })
      monitor.withScope((inner) => {
        inner.setTags({ plan: 'free' })
        monitor.captureMessage('inner')
      })
      monitor.captureMessage('outer')
      return 'result'
    })
    monitor.captureMessage('outside')
    const scopes = (await signals()).map(({ scope }) => scope)
    const cart = { items: [1] }
    expect(result).toBe('result')
    expect(scopes).toEqual([
      { user: { id: '7' }, tags: { region: 'eu', plan: 'free' }, contexts: { cart } },
      { user: { id: '7' }, tags: { region: 'eu', plan: 'pro' }, contexts: { cart } },
      { tags: { region: 'eu' }, contexts: {} },
    ])
  })

  it('passes on what its function throws', () => {
    const { monitor } = setUpMonitor()
    const error = new Error('mine')
    expect(() =>
      monitor.withScope(() => {
        throw error
      }),
    ).toThrow(error)
  })

  it('has setters that never throw, and keep to their bounds', async () => {
    const { monitor, signals } = setUpMonitor()
    monitor.withScope((scope) => {
      fc.assert(
        fc.property(fc.anything(), fc.anything(), (one, other) => {
          scope.setUser(one as never)
          scope.setTags(one as never)
          scope.setContext(one as never, other)
        }),
        { numRuns: 300 },
      )
      monitor.captureMessage('bounded')
    })
    const [signal] = await signals()
    expect(Object.keys(signal?.scope.tags ?? {}).length).toBeLessThanOrEqual(50)
    expect(Object.keys(signal?.scope.contexts ?? {}).length).toBeLessThanOrEqual(50)
  })

  it('replaces a context without losing another', async () => {
    const { monitor, signals } = setUpMonitor()
    monitor.withScope((scope) => {
      for (let count = 0; count < 50; count++) scope.setContext(`c${count}`, count)
      scope.setContext('c0', 'replaced')
      monitor.captureMessage('full')
    })
    const contexts = (await signals())[0]?.scope.contexts ?? {}
    expect(Object.keys(contexts)).toHaveLength(50)
    expect(contexts['c0']).toBe('replaced')
  })

  it('takes a user back', async () => {
    const { monitor, signals } = setUpMonitor()
    monitor.withScope((scope: Scope) => {
      scope.setUser({ id: '7' })
      scope.setUser(undefined)
      monitor.captureMessage('nobody')
    })
    expect((await signals())[0]?.scope.user).toBeUndefined()
  })
})

describe('instruments', () => {
  it('are started with the monitor, and stopped when it is closed', async () => {
    let capture: Capture | undefined
    const { monitor, signals } = setUpMonitor({}, [
      {
        name: 'watch',
        start: (given) => {
          capture = given
          return () => {
            capture = undefined
          }
        },
      },
    ])
    capture?.captureError(new Error('seen'), { type: 'globalError', handled: false })
    expect(await signals()).toMatchObject([
      { exceptions: [{ mechanism: { type: 'globalError', handled: false } }] },
    ])
    await monitor.close()
    expect(capture).toBeUndefined()
  })

  it('that fail to start or to stop cost nothing else', async () => {
    const fail = (): never => {
      throw new Error('no')
    }
    const { monitor, signals, said } = setUpMonitor({}, [
      { name: 'first', start: fail },
      { name: 'second', start: () => fail },
    ])
    monitor.captureMessage('still here')
    expect(await signals()).toHaveLength(1)
    await monitor.close()
    expect(said).toEqual(['first failed: no', 'close failed: no'])
  })
})

describe('two sinks of a kind', () => {
  it('are told apart in the ledger', async () => {
    const { monitor } = setUpMonitor({
      sinks: [memorySink(), memorySink(), memorySink({ name: 'own' })],
    })
    monitor.captureMessage('thrice')
    await monitor.flush()
    expect(Object.keys(monitor.stats().sinks)).toEqual(['memory', 'memory-2', 'own'])
  })
})

describe('a batch that would not fit in the outbox', () => {
  it('is full before anything has to go', async () => {
    const { monitor, runtime, signals } = setUpMonitor({ outbox: { maxCount: 10 } })
    for (let count = 0; count < 20; count++) {
      monitor.captureMessage(String(count))
      await runtime.advance(0)
    }
    expect(await signals()).toHaveLength(20)
  })
})
