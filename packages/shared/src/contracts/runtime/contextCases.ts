import type { Scope } from '../../model/scope.ts'
import { claim } from '../claim.ts'
import { type ContractCase, caseOf } from '../contractCase.ts'
import type { RuntimeHome } from './runtimeHome.ts'

const createScope = (): Scope => ({
  data: { tags: {}, contexts: {} },
  setUser: () => undefined,
  setTags: () => undefined,
  setContext: () => undefined,
  clearBreadcrumbs: () => undefined,
  addBreadcrumb: () => undefined,
  setFingerprint: () => undefined,
  setFlag: () => undefined,
})

const thrownBy = (fn: () => unknown): unknown => {
  try {
    fn()
    return undefined
  } catch (error) {
    return error
  }
}

export const contextCases = (home: RuntimeHome): readonly ContractCase[] => [
  ...passingCases(home),
  ...nestingCases(home),
]

const passingCases = ({ create }: RuntimeHome): readonly ContractCase[] => [
  caseOf('context: there is no scope at first', () => {
    claim(create().context.current() === undefined, 'current() is undefined outside of run()')
  }),
  caseOf('context: run makes a scope the current one, and passes the result on', () => {
    const { context } = create()
    const scope = createScope()
    const result = {}
    const seen = context.run(scope, () => ({ current: context.current(), result }))
    claim(seen.current === scope, 'current() is the scope, within')
    claim(seen.result === result, 'run() returns what the function returned')
    claim(context.current() === undefined, 'current() is restored afterwards')
  }),
  caseOf('context: run throws through, and restores', () => {
    const { context } = create()
    const error = new Error('of the app')
    const seen = thrownBy(() =>
      context.run(createScope(), () => {
        throw error
      }),
    )
    claim(seen === error, 'run() throws the very value that the function threw')
    claim(context.current() === undefined, 'current() is restored afterwards')
  }),
]

const nestingCases = ({ create }: RuntimeHome): readonly ContractCase[] => [
  caseOf('context: scopes nest', () => {
    const { context } = create()
    const [outer, inner] = [createScope(), createScope()]
    context.run(outer, () => {
      context.run(inner, () => claim(context.current() === inner, 'the inner scope is current'))
      claim(context.current() === outer, 'the outer scope is restored')
      thrownBy(() =>
        context.run(inner, () => {
          throw new Error('of the app')
        }),
      )
      claim(context.current() === outer, 'the outer scope is restored after a throw')
    })
  }),
  caseOf(
    'context: a promise is passed on as it is, and its caller goes on without the scope',
    async () => {
      const { context } = create()
      const promise = Promise.resolve('done')
      claim(context.run(createScope(), () => promise) === promise, 'run() returns the very promise')
      claim(context.current() === undefined, 'current() is restored at once')
      await promise
      claim(context.current() === undefined, 'current() stays restored')
    },
  ),
  caseOf('context: two runtimes do not share scopes', () => {
    const [one, other] = [create().context, create().context]
    one.run(createScope(), () => {
      claim(other.current() === undefined, 'the other runtime sees no scope')
    })
  }),
]
