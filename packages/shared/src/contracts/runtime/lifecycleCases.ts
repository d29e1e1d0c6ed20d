import type { Ending } from '../../ports/lifecycle.ts'
import type { Runtime } from '../../ports/runtime.ts'
import { claimEqual } from '../claim.ts'
import { type ContractCase, caseGiven, caseOf } from '../contractCase.ts'
import type { RuntimeContractOptions } from './runtimeHome.ts'

export const lifecycleCases = <Host extends Runtime>(
  create: () => Host,
  { end }: Pick<RuntimeContractOptions<Host>, 'end'>,
): readonly ContractCase[] => [
  caseOf('lifecycle: nothing ends by itself, and a listener can be taken back twice', () => {
    const heard: Ending[] = []
    const stop = create().lifecycle.onEnding((ending) => heard.push(ending))
    stop()
    stop()
    claimEqual(heard, [], 'no ending is told where none is near')
  }),
  caseGiven(
    'lifecycle: each listener hears an ending until it is taken back',
    { given: end, missing: 'no way to make the host end was given' },
    (provoke) => {
      const runtime = create()
      const heard: string[] = []
      const listener = (name: string) => (ending: Ending) => void heard.push(`${name} ${ending}`)
      const stopOne = runtime.lifecycle.onEnding(listener('one'))
      const stopOther = runtime.lifecycle.onEnding(listener('other'))
      provoke(runtime, 'hidden')
      stopOne()
      stopOne()
      provoke(runtime, 'hidden')
      stopOther()
      provoke(runtime, 'hidden')
      claimEqual(heard, ['one hidden', 'other hidden', 'other hidden'], 'listeners hear endings')
    },
  ),
]
