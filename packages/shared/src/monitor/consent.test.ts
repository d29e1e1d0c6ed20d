import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Capture } from '../ports/instrument.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'
import { readOptions } from './readOptions.ts'

describe('the option consent', () => {
  it.each(['granted', 'pending', 'denied'])('may be %s', (consent) => {
    expect(readOptions({ service: 'shop', sinks: [], consent }).settings.consent).toBe(consent)
  })

  it('is taken for granted where nothing is said, and is refused where it is no such word', () => {
    expect(readOptions({ service: 'shop', sinks: [] }).settings.consent).toBe('granted')
    const { problems } = readOptions({ service: 'shop', sinks: [], consent: 'maybe' })
    expect(problems).toMatchObject([{ option: 'consent' }])
  })
})

describe('setConsent', () => {
  it('captures nothing while it is denied: no error, no message, no fact', async () => {
    let capture: Capture | undefined
    const start = (given: Capture) => {
      capture = given
      return () => undefined
    }
    const { monitor, signals } = setUpMonitor({ consent: 'denied' }, [{ name: 'facts', start }])
    expect(monitor.captureError(new Error('one'))).toBeUndefined()
    expect(monitor.captureMessage('two')).toBeUndefined()
    capture?.captureFact({ kind: 'event', name: 'three', attributes: {} })
    expect(monitor.stats().sinks['memory']).toEqual({})
    monitor.setConsent('granted')
    monitor.captureMessage('four')
    expect(await signals()).toMatchObject([{ message: 'four' }])
  })

  it('knows nothing of what was seen while it was denied: no breadcrumb, and no error', async () => {
    const { monitor, signals } = setUpMonitor({ consent: 'pending' })
    const error = new Error('seen before')
    monitor.addBreadcrumb({ message: 'before' })
    monitor.setConsent('denied')
    monitor.addBreadcrumb({ message: 'meanwhile' })
    monitor.captureError(error)
    monitor.setConsent('granted')
    monitor.addBreadcrumb({ message: 'after' })
    monitor.captureError(error)
    expect(await signals()).toMatchObject([
      { message: 'seen before', scope: { breadcrumbs: [{ message: 'after' }] } },
    ])
  })

  it('may be denied by a hook: its signal is not captured, either', async () => {
    const { monitor, signals } = setUpMonitor({
      beforeCapture: (signal) => {
        monitor.setConsent('denied')
        return signal
      },
    })
    expect(monitor.captureMessage('one')).toBeUndefined()
    expect(monitor.stats().sinks['memory']).toEqual({})
    monitor.setConsent('granted')
    expect(await signals()).toEqual([])
  })

  it('gives ids while it is pending, and delivers under them once it is granted', async () => {
    const { monitor, signals, runtime } = setUpMonitor({ consent: 'pending' })
    const id = monitor.captureMessage('early')
    expect(await signals()).toEqual([])
    monitor.setConsent('granted')
    await runtime.advance(5_000)
    expect(await signals()).toMatchObject([{ id, message: 'early' }])
  })

  it('takes what is no such word for pending, and never throws', async () => {
    const { monitor, signals } = setUpMonitor()
    fc.assert(
      fc.property(fc.anything(), (value) => {
        fc.pre(value !== 'granted' && value !== 'denied')
        monitor.setConsent(value as never)
      }),
      { numRuns: 100 },
    )
    monitor.captureMessage('held')
    expect(await signals()).toEqual([])
    expect(monitor.stats().sinks['memory']?.error).toMatchObject({ pending: 1 })
  })
})

describe('forget', () => {
  it('takes the signals of one user away, and tells how many those were', async () => {
    const { monitor, signals } = setUpMonitor()
    monitor.captureMessage('one', { user: { id: '7' } })
    monitor.withScope((scope) => {
      scope.setUser({ id: '7' })
      monitor.captureError(new Error('two'))
    })
    monitor.captureMessage('three', { user: { id: '77' } })
    monitor.captureMessage('four')
    expect(await monitor.forget('7')).toBe(2)
    expect(await signals()).toMatchObject([{ message: 'three' }, { message: 'four' }])
    expect(monitor.stats().sinks['memory']?.error).toMatchObject({ lost: { forgotten: 2 } })
  })

  it('knows an id as the scope does: a number, or clipped', async () => {
    const { monitor } = setUpMonitor()
    const long = 'x'.repeat(100_000)
    monitor.captureMessage('one', { user: { id: 7 as never } })
    monitor.captureMessage('two', { user: { id: long } })
    expect(await monitor.forget(7 as never)).toBe(1)
    expect(await monitor.forget(long)).toBe(1)
  })

  it('never fails, and takes no signal without a user for one of nobody', async () => {
    const { monitor } = setUpMonitor()
    monitor.captureMessage('of nobody')
    await fc.assert(
      fc.asyncProperty(fc.anything(), async (value) => {
        expect(await monitor.forget(value as never)).toBe(0)
      }),
      { numRuns: 100 },
    )
    const { proxy, revoke } = Proxy.revocable({}, {})
    revoke()
    expect(await monitor.forget(proxy as never)).toBe(0)
  })
})
