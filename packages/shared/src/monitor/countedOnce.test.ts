import { describe, expect, it } from 'vitest'
import type { Mechanism } from '../model/exception.ts'
import type { Capture, Instrument } from '../ports/instrument.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'

const uncaught: Mechanism = { type: 'globalError', handled: false }

/** What a host tells of an error: an event of each kind, and the error itself. */
const tellings: Readonly<Record<string, (error: unknown) => unknown>> = {
  itself: (error) => error,
  'in an ErrorEvent': (error) => ({ type: 'error', defaultPrevented: false, error }),
  'in a PromiseRejectionEvent': (reason) => ({
    type: 'unhandledrejection',
    defaultPrevented: false,
    promise: Promise.resolve(),
    reason,
  }),
  'in the detail of an event': (reason) => ({
    type: 'unhandledrejection',
    defaultPrevented: false,
    detail: { reason },
  }),
}

const orders = Object.keys(tellings).flatMap((first) =>
  Object.keys(tellings).map((second): readonly [string, string] => [first, second]),
)

const setUp = () => {
  let capture: Capture | undefined
  const instrument: Instrument = {
    name: 'test',
    start: (given) => {
      capture = given
      return () => undefined
    },
  }
  const bench = setUpMonitor({}, [instrument])
  return { ...bench, see: (thrown: unknown) => capture?.captureError(thrown, uncaught) }
}

describe('an error', () => {
  it.each(orders)('captured %s and seen %s counts once', async (first, second) => {
    const { monitor, see, signals } = setUp()
    const error = new TypeError('no stock')
    expect(monitor.captureError(tellings[first]?.(error))).toBeDefined()
    expect(see(tellings[second]?.(error))).toBeUndefined()
    expect(await signals()).toMatchObject([
      { exceptions: [{ type: 'TypeError', message: 'no stock', mechanism: { handled: true } }] },
    ])
  })

  it('that is seen first is not captured again', async () => {
    const { monitor, see, signals } = setUp()
    const error = new Error('thrown')
    see({ type: 'error', defaultPrevented: false, error })
    monitor.captureError(error)
    expect(await signals()).toMatchObject([{ exceptions: [{ mechanism: uncaught }] }])
  })

  it('counts once where the event that tells of it was a reason itself', async () => {
    const { monitor, see, signals } = setUp()
    const error = new Error('load failed')
    const inner = { type: 'error', defaultPrevented: false, error }
    see({ type: 'unhandledrejection', defaultPrevented: false, promise: {}, reason: inner })
    expect(monitor.captureError(error)).toBeUndefined()
    expect(await signals()).toMatchObject([{ message: 'load failed' }])
  })

  it('counts again where it is the cause of another', async () => {
    const { monitor, signals } = setUp()
    const cause = new Error('cause')
    monitor.captureError(cause)
    monitor.captureError(new Error('order failed', { cause }))
    expect(await signals()).toMatchObject([
      { message: 'cause' },
      { message: 'order failed', exceptions: [{}, { message: 'cause' }] },
    ])
  })
})

describe('a text', () => {
  it('that is captured says where, which is where the stack of an error would begin', async () => {
    const { monitor, signals } = setUp()
    const failInCheckout = () => monitor.captureError('out of stock')
    failInCheckout()
    const [signal] = await signals()
    const [exception] = signal?.kind === 'error' ? signal.exceptions : []
    expect(exception).toMatchObject({ type: 'NonError', mechanism: { synthetic: true } })
    expect(JSON.stringify(exception?.stack)).toMatch(/^.{0,40}failInCheckout/)
  })

  it('that nobody caught has no stack of ours', async () => {
    const { see, signals } = setUp()
    see('thrown')
    const [signal] = await signals()
    expect(signal).toMatchObject({ exceptions: [{ message: 'thrown', stack: undefined }] })
  })
})
