import { claim } from '../claim.ts'
import { type ContractCase, caseGiven, caseOf } from '../contractCase.ts'
import { earliness, patience } from './margins.ts'
import type { RuntimeContractOptions, RuntimeHome } from './runtimeHome.ts'

const year2025 = 1_735_689_600_000
const year2100 = 4_102_444_800_000

export const clockCases = (
  { create, enter }: RuntimeHome,
  { wallNow }: Pick<RuntimeContractOptions, 'wallNow'>,
): readonly ContractCase[] => [
  caseOf('clock: monotonic time never goes back', () => {
    const { clock } = create()
    for (let count = 0, last = clock.now(); count < 10_000; count++) {
      const now = clock.now()
      claim(now >= last, 'now() is never less than before', { last, now })
      last = now
    }
  }),
  caseOf('clock: monotonic time goes on in milliseconds', async () => {
    const { runtime, elapse } = enter()
    const start = runtime.clock.now()
    await elapse(50)
    const passed = runtime.clock.now() - start
    claim(passed >= 50 - earliness && passed < 50 + patience, 'now() counts milliseconds', passed)
  }),
  caseOf('clock: wall time is in milliseconds since 1970', () => {
    const wall = create().clock.wall()
    claim(wall > year2025 && wall < year2100, 'wall() lies in this century', wall)
  }),
  caseGiven(
    'clock: wall time is what others say it is',
    { given: wallNow, missing: 'no other clock was given' },
    (now) => {
      const difference = create().clock.wall() - now()
      claim(Math.abs(difference) < patience, 'wall() is near the other clock', difference)
    },
  ),
]

export const randomCases = ({ create }: RuntimeHome): readonly ContractCase[] => [
  caseOf('random: from 0 to below 1, and not always the same', () => {
    const { random } = create()
    const numbers = Array.from({ length: 1_000 }, () => random())
    const outside = numbers.filter((number) => !(number >= 0 && number < 1))
    claim(outside.length === 0, 'random() is at least 0 and less than 1', outside)
    claim(new Set(numbers).size > 900, 'random() does not repeat itself', new Set(numbers).size)
  }),
  caseOf('random: fills its range', () => {
    const { random } = create()
    const tenths = new Set(Array.from({ length: 1_000 }, () => Math.floor(random() * 10)))
    claim(tenths.size === 10, 'random() reaches each tenth of its range', [...tenths])
  }),
]
