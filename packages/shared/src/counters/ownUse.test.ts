import { expect, it } from 'vitest'
import { wallTime } from '../model/units.ts'
import { createFakeRuntime } from '../testing/fakeRuntime/createFakeRuntime.ts'
import { createOwnUse } from './ownUse.ts'

const minute = wallTime(0)
const within = { start: wallTime(0), end: wallTime(60_000) }

it('remembers what is used, however much of what came before was never counted', async () => {
  const { clock, advance } = createFakeRuntime({ seed: 1 })
  const own = createOwnUse(clock)
  own.watch('requests')
  const use = (subject: string) => own.add({ meter: 'requests', subject, quantity: 1, minute })
  for (let number = 0; number < 10_001; number++) use(`${number}`)
  expect(own.of('requests', '9999', within)).toBe(1)
  expect(own.of('requests', '10000', within)).toBe(0)
  await advance(3_600_001)
  use('acme')
  expect(own.of('requests', 'acme', within)).toBe(1)
})
