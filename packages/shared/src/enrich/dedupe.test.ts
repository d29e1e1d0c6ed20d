import { describe, expect, it } from 'vitest'
import type { ErrorSignal, Signal } from '../model/signal.ts'
import { monotonicTime, wallTime } from '../model/units.ts'
import { createThrownSignal } from '../testing/thrownSignal.ts'
import { createDedupe } from './dedupe.ts'

const setUp = () => {
  let now = 1_000
  const dedupe = createDedupe({ now: () => monotonicTime(now), wall: () => wallTime(0) })
  return {
    /** Whether it goes on, and as it was. */
    passes: (signal: Signal, after = 0): boolean => {
      now += after
      const next = dedupe(signal)
      if (next !== signal) expect(next).toBe('repeated')
      return next === signal
    },
  }
}

const scope = { tags: {}, contexts: {} }
const stack = 'Error: order failed\n    at buy (https://shop.example/app.js:10:5)'

/** Texts are made anew for each: they are the same by what they say. */
const make = (over: Partial<ErrorSignal> = {}): ErrorSignal => ({
  ...createThrownSignal({ stack: [...stack].join('') }),
  scope,
  ...over,
})

const withCause = (message: string): ErrorSignal => {
  const [thrown] = make().exceptions
  const cause = createThrownSignal({ message, stack }).exceptions
  return make({ exceptions: thrown ? [thrown, ...cause] : cause })
}

describe('an error', () => {
  it('is held back when it says the same as the one just before', () => {
    const { passes } = setUp()
    expect([passes(make()), passes(make()), passes(make(), 10)]).toEqual([true, false, false])
  })

  it('goes on once a second while it goes on', () => {
    const { passes } = setUp()
    const gone = Array.from({ length: 301 }, () => passes(make(), 10)).filter(Boolean)
    expect(gone).toHaveLength(4)
  })

  it('goes on again once another one came between', () => {
    const { passes } = setUp()
    const other = make({ message: 'another' })
    expect([passes(make()), passes(other), passes(make()), passes(other)]).toEqual([
      true,
      true,
      true,
      true,
    ])
  })

  it('is no repetition of one from the other side of a clock that went back', () => {
    const { passes } = setUp()
    expect([passes(make()), passes(make(), -5_000), passes(make(), 10)]).toEqual([
      true,
      true,
      false,
    ])
  })

  it.each<[string, ErrorSignal]>([
    ['message', make({ message: 'declined' })],
    ['severity', make({ severity: 'fatal' })],
    ['stack', createThrownSignal({ stack: `${stack}0`, scope })],
    ['type', createThrownSignal({ type: 'TypeError', stack, scope })],
    ['cause', withCause('the disk is full')],
    ['user', make({ scope: { ...scope, user: { id: 'u-2' } } })],
    ['operation', make({ scope: { ...scope, trace: { traceId: '0'.repeat(32), spanId: '1' } } })],
    ['tags', make({ scope: { ...scope, tags: { tenant: 'b' } } })],
    ['contexts', make({ scope: { ...scope, contexts: { cart: { items: 2 } } } })],
    ['set of flags', make({ scope: { ...scope, flags: { newCheckout: true } } })],
    ['fingerprint', make({ scope: { ...scope, fingerprint: ['payment'] } })],
  ])('of another %s is no repetition', (_, other) => {
    const { passes } = setUp()
    expect([passes(make()), passes(other), passes(make())]).toEqual([true, true, true])
  })

  it('is told from another by each part of its fingerprint', () => {
    const { passes } = setUp()
    const by = (...fingerprint: string[]): ErrorSignal => make({ scope: { ...scope, fingerprint } })
    expect(passes(by('a,b'))).toBe(true)
    expect(passes(by('a', 'b'))).toBe(true)
    expect(passes(by('a', 'b'))).toBe(false)
  })

  it('is told from another by its last cause, too', () => {
    const { passes } = setUp()
    expect(passes(withCause('the disk is full'))).toBe(true)
    expect(passes(withCause('the disk is gone'))).toBe(true)
    expect(passes(withCause('the disk is gone'))).toBe(false)
    expect(passes(make())).toBe(true)
  })
})

it('is told from another by what it carries', () => {
  const { passes } = setUp()
  const withStatus = (status: number): ErrorSignal => {
    const signal = make()
    return {
      ...signal,
      exceptions: signal.exceptions.map((one) => ({ ...one, properties: { status } })),
    }
  }
  const passed = [404, 404, 500, 500].map((status) => passes(withStatus(status)))
  expect(passed).toEqual([true, false, true, false])
})

it('other signals go on, and are forgotten: they come between no two errors', () => {
  const { passes } = setUp()
  const { id, time, resource } = make()
  const event = { kind: 'event', id, time, resource, scope, name: 'a', attributes: {} } as const
  const metric = { ...event, kind: 'metric', type: 'counter', value: 1 } as const
  expect([event, event, metric, metric].map((signal) => passes(signal))).not.toContain(false)
  expect([passes(make()), passes(event), passes(make())]).toEqual([true, true, false])
})
