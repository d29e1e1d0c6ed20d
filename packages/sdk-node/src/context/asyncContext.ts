import { AsyncLocalStorage } from 'node:async_hooks'
import type { ContextStore, Scope } from '@holdfast/shared'

/** A scope, and whom it all is for. */
interface Layer<Owner> {
  readonly owner: Owner | undefined
  readonly scope: Scope | undefined
}

/** A store that carries besides what is being served. */
export interface AsyncContext<Owner> extends ContextStore {
  /** For whom the code runs that asks. */
  owner(): Owner | undefined
  /** The rest of this callback, and all that it starts, is for `owner`, or for nobody. */
  enter(owner: Owner | undefined): void
  /** Calls `fn` for `owner`, and returns what it returns. */
  runFor<Result>(owner: Owner, fn: () => Result): Result
}

/**
 * A scope lasts over everything that its function starts, awaited or not.
 *
 * @param scopeOf - the scope of an owner, asked for only when it is needed: most never are.
 */
export const createAsyncContext = <Owner = never>(
  scopeOf?: (owner: Owner) => Scope | undefined,
): AsyncContext<Owner> => {
  const storage = new AsyncLocalStorage<Layer<Owner> | undefined>()
  const owner = (): Owner | undefined => storage.getStore()?.owner
  return {
    current: () => {
      const layer = storage.getStore()
      return layer?.scope ?? (layer?.owner && scopeOf?.(layer.owner))
    },
    run: (scope, fn) => storage.run({ owner: owner(), scope }, fn),
    owner,
    enter: (next) => storage.enterWith(next && { owner: next, scope: undefined }),
    runFor: (next, fn) => storage.run({ owner: next, scope: undefined }, fn),
  }
}
