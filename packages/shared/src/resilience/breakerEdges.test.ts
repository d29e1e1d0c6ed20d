import { expect, it } from 'vitest'
import { milliseconds } from '../model/units.ts'
import { type ResilienceSetUp, setUpResilience } from '../testing/setUpResilience.ts'
import { type Breaker, type BreakerOptions, createBreaker } from './breaker.ts'

const open = (options: BreakerOptions): ResilienceSetUp & { readonly breaker: Breaker } => {
  const given = setUpResilience(() => new AbortController())
  return { ...given, breaker: createBreaker(options, given.host) }
}

const fail = (breaker: Breaker): Promise<unknown> =>
  breaker.run(() => Promise.reject(new Error('down'))).catch(() => undefined)

it('closes by a probe that outlasts its time, when it comes back well', async () => {
  const { runtime, breaker } = open({ threshold: 1, cooldown: 1_000 })
  await fail(breaker)
  const slow = (): Promise<void> =>
    new Promise((resolve) => {
      runtime.scheduler.hold(milliseconds(1_500), resolve)
    })
  let isClosed = false
  for (let turn = 0; turn < 100 && !isClosed; turn++) {
    void breaker.run(slow).catch(() => undefined)
    await runtime.advance(100)
    isClosed = breaker.state().state === 'closed'
  }
  expect(isClosed).toBe(true)
})

it('opens at the very ratio, whatever the product of the two says', async () => {
  const { breaker } = open({ ratio: 0.55, minimumCalls: 100, window: '1h', threshold: 1_000 })
  for (let number = 0; number < 45; number++) await breaker.run(() => 'well')
  for (let number = 0; number < 55; number++) await fail(breaker)
  expect(breaker.state().state).toBe('open')
})
