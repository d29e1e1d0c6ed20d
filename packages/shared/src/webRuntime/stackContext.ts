import type { Scope } from '../model/scope.ts'
import type { ContextStore } from '../ports/contextStore.ts'

/** For hosts that cannot follow asynchronous work: a scope is current until its function returns. */
export const createStackContext = (): ContextStore => {
  const stack: Scope[] = []
  return {
    current: () => stack.at(-1),
    run: (scope, fn) => {
      stack.push(scope)
      try {
        return fn()
      } finally {
        stack.pop()
      }
    },
  }
}
