import { AsyncLocalStorage } from 'node:async_hooks'
import type { ContextStore, Scope } from '@holdfast/shared'

/** A scope lasts over everything that its function starts, awaited or not. */
export const createAsyncContext = (): ContextStore => {
  const storage = new AsyncLocalStorage<Scope>()
  return {
    current: () => storage.getStore(),
    run: (scope, fn) => storage.run(scope, fn),
  }
}
