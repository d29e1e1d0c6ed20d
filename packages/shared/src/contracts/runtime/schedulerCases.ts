import { milliseconds } from '../../model/units.ts'
import { claim, claimEqual } from '../claim.ts'
import { type ContractCase, caseOf } from '../contractCase.ts'
import { earliness } from './margins.ts'
import type { RuntimeHome } from './runtimeHome.ts'

export const schedulerCases = (home: RuntimeHome): readonly ContractCase[] =>
  (['after', 'hold'] as const).flatMap((method) => casesOf(method, home))

const casesOf = (method: 'after' | 'hold', { enter }: RuntimeHome): readonly ContractCase[] => [
  caseOf(`scheduler: ${method} runs a task later, and once`, async () => {
    const { runtime, elapse } = enter()
    const runs: number[] = []
    const start = runtime.clock.now()
    runtime.scheduler[method](milliseconds(30), () => runs.push(runtime.clock.now() - start))
    claimEqual(runs, [], 'the task does not run at once')
    await elapse(150)
    claimEqual(runs.length, 1, 'the task runs once')
    claim((runs[0] ?? 0) >= 30 - earliness, 'the task does not run too early', runs[0])
  }),
  caseOf(`scheduler: ${method} with no delay runs a task later still`, async () => {
    const { runtime, elapse } = enter()
    const runs: string[] = []
    runtime.scheduler[method](milliseconds(0), () => runs.push('run'))
    claimEqual(runs, [], 'the task does not run at once')
    await elapse(50)
    claimEqual(runs, ['run'], 'the task runs once')
  }),
  caseOf(`scheduler: ${method} keeps the order of the delays`, async () => {
    const { runtime, elapse } = enter()
    const order: string[] = []
    const start = (delay: number, name: string) =>
      runtime.scheduler[method](milliseconds(delay), () => order.push(name))
    start(60, 'late')
    start(20, 'early')
    start(20, 'early, asked for later')
    await elapse(200)
    claimEqual(order, ['early', 'early, asked for later', 'late'], 'tasks run in order')
  }),
  caseOf(`scheduler: what ${method} started can be stopped`, async () => {
    const { runtime, elapse } = enter()
    const ran: string[] = []
    const stop = runtime.scheduler[method](milliseconds(20), () => ran.push('stopped'))
    const stopAfterwards = runtime.scheduler[method](milliseconds(20), () => ran.push('other'))
    stop()
    stop()
    await elapse(100)
    stopAfterwards()
    await elapse(50)
    claimEqual(ran, ['other'], 'a stopped task does not run, the others do')
  }),
]
