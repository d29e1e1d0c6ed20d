import { expect, it } from 'vitest'
import { milliseconds } from '../model/units.ts'
import { createFakeRuntime, type FakeRuntime } from '../testing/fakeRuntime/createFakeRuntime.ts'
import { createPacing, type Pacing } from './pacing.ts'

interface Bench {
  readonly runtime: FakeRuntime
  readonly pacing: Pacing
  readonly ended: () => number
}

const none = milliseconds(0)

/** Random numbers that ask for the longest waits: 1,000, 2,000, 4,000 and then 8,000. */
const setUp = (): Bench => {
  const runtime = createFakeRuntime()
  let ended = 0
  const options = { baseDelay: milliseconds(1_000), maxDelay: milliseconds(8_000) }
  const pacing = createPacing({ ...runtime, random: () => 1 }, options, () => ended++)
  return { runtime, pacing, ended: () => ended }
}

it('waits after a failure, twice as long after each, up to the longest', async () => {
  const { runtime, pacing, ended } = setUp()
  for (const wait of [1_000, 2_000, 4_000, 8_000, 8_000]) {
    pacing.failed(none)
    await runtime.advance(wait - 1)
    expect(pacing.isWaiting()).toBe(true)
    await runtime.advance(1)
    expect(pacing.isWaiting()).toBe(false)
  }
  expect(ended()).toBe(5)
})

it('waits once for failures that come together', async () => {
  const { runtime, pacing, ended } = setUp()
  for (let failure = 0; failure < 5; failure++) pacing.failed(none)
  await runtime.advance(60_000)
  expect(ended()).toBe(1)
})

it('is cautious until enough has succeeded, or nothing is left', async () => {
  const { runtime, pacing } = setUp()
  expect(pacing.isCautious()).toBe(false)
  pacing.failed(none)
  pacing.rest()
  expect(pacing.isCautious(), 'what waits is not at rest').toBe(true)
  await runtime.advance(1_000)
  pacing.succeeded()
  expect(pacing.isCautious()).toBe(true)
  for (let success = 0; success < 30; success++) pacing.succeeded()
  expect(pacing.isCautious()).toBe(false)
  pacing.failed(none)
  await runtime.advance(1_000)
  pacing.rest()
  expect(pacing.isCautious()).toBe(false)
})

it('is not broken off right after a failure, but ended at any time', async () => {
  const { runtime, pacing, ended } = setUp()
  pacing.failed(none)
  pacing.failed(none)
  pacing.end()
  pacing.failed(none)
  await runtime.advance(999)
  pacing.breakOff()
  expect(pacing.isWaiting()).toBe(true)
  await runtime.advance(1)
  pacing.breakOff()
  expect(pacing.isWaiting()).toBe(false)
  await runtime.advance(60_000)
  expect(ended(), 'what was ended wakes nobody').toBe(0)
})
