import { describe, expect, it } from 'vitest'
import type { Signal } from '../model/signal.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'
import type { BeforeCapture } from './beforeCapture.ts'

const capture = async (beforeCapture: unknown) => {
  const { monitor, signals, said } = setUpMonitor({ beforeCapture: beforeCapture as BeforeCapture })
  const id = monitor.captureMessage('order 7 failed', { tags: { plan: 'pro' } })
  return { id, said, stats: monitor.stats(), taken: await signals() }
}

describe('beforeCapture', () => {
  it('changes what is kept', async () => {
    const { id, taken } = await capture((signal: Signal) => ({ ...signal, message: 'changed' }))
    expect(taken).toMatchObject([{ id, message: 'changed', scope: { tags: { plan: 'pro' } } }])
  })

  it('keeps a signal from being captured, and that is booked', async () => {
    const { id, stats, taken } = await capture(() => null)
    expect(id).toBeUndefined()
    expect(taken).toEqual([])
    expect(stats.sinks['memory']?.error).toMatchObject({ accepted: 1, lost: { dropped: 1 } })
  })

  it('is not shown what it captures itself', async () => {
    const { monitor, signals } = setUpMonitor({
      beforeCapture: (signal) => {
        monitor.log.info(`captured: ${signal.kind}`)
        return signal
      },
    })
    monitor.captureMessage('first')
    monitor.captureMessage('second')
    expect((await signals()).map(({ kind }) => kind).sort()).toEqual([
      'error',
      'error',
      'log',
      'log',
    ])
  })

  it('can neither rename a signal nor make another kind of it', async () => {
    const { id, taken } = await capture((signal: Signal) => ({
      ...signal,
      id: 'other',
      kind: 'event',
    }))
    expect(taken).toMatchObject([{ id, kind: 'error' }])
  })

  it('has what it changes for itself: other signals of the scope are as they were', async () => {
    const { monitor, signals } = setUpMonitor({
      tags: { plan: 'pro' },
      beforeCapture: (signal) => {
        if ('message' in signal && signal.message === 'first') {
          Object.assign(signal.scope.tags, { plan: 'changed' })
          Object.assign(signal.resource, { service: 'changed' })
        }
        return signal
      },
    })
    monitor.captureMessage('first')
    monitor.captureMessage('second')
    expect(await signals()).toMatchObject([
      { scope: { tags: { plan: 'changed' } } },
      { resource: { service: 'shop' }, scope: { tags: { plan: 'pro' } } },
    ])
  })

  it.each<[string, unknown]>([
    [
      'throws',
      () => {
        throw new Error('a bug')
      },
    ],
    ['answers later', (signal: Signal) => Promise.resolve(signal)],
    ['gives a message that is none', (signal: Signal) => ({ ...signal, message: 42 })],
    ['gives no list of errors', (signal: Signal) => ({ ...signal, exceptions: null })],
    ['gives an error of no type', (signal: Signal) => ({ ...signal, exceptions: [{}] })],
    ['gives no scope', (signal: Signal) => ({ ...signal, scope: null })],
    ['gives no tags', (signal: Signal) => ({ ...signal, scope: { contexts: {} } })],
    ['gives what JSON cannot say', (signal: Signal) => ({ ...signal, big: 1n })],
  ])('that %s changes nothing, and it is said', async (_, hook) => {
    const { taken, said } = await capture(hook)
    expect(taken).toMatchObject([{ message: 'order 7 failed' }])
    expect(said.join()).toContain('beforeCapture failed')
  })
})
