import type { Scope } from '../model/scope.ts'

/** Carries the current scope along the app's own calls. */
export interface ContextStore {
  current(): Scope | undefined
  /** Calls `fn` with `scope` as the current one, and returns what it returns. */
  run<Result>(scope: Scope, fn: () => Result): Result
}
