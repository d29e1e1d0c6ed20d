import type { Contexts } from '../model/attributes.ts'
import type { ScopeData } from '../model/scope.ts'
import { isObject } from '../primitives/attempt.ts'
import { causeChain } from './causeChain.ts'

/** What is known of error objects, held only as long as the app holds those. */
export interface ErrorNotes {
  /**
   * Whether the value had been marked before: captured by hand and then uncaught, or rejected and
   * then thrown. Values that are no objects are never the same.
   */
  mark(thrown: unknown): boolean
  /** Adds what is to be told with it. */
  explain(thrown: unknown, contexts: Contexts): void
  /** What is to be told with it: its own, over that of its causes; `none` where nothing is. */
  scopeOf(thrown: unknown): ScopeData
}

export const createErrorNotes = (none: ScopeData): ErrorNotes => {
  const marked = new WeakSet<object>()
  const scopes = new WeakMap<object, ScopeData>()
  let explained = false
  const ownScopeOf = (thrown: unknown): ScopeData | undefined =>
    isObject(thrown) ? scopes.get(thrown) : undefined
  return {
    mark: (thrown) => {
      if (!isObject(thrown)) return false
      const isMarked = marked.has(thrown)
      marked.add(thrown)
      return isMarked
    },
    explain: (thrown, contexts) => {
      if (!isObject(thrown)) return
      explained = true
      const known = ownScopeOf(thrown) ?? none
      scopes.set(thrown, { ...known, contexts: { ...known.contexts, ...contexts } })
    },
    scopeOf: (thrown) => {
      // Most programs explain nothing, and an error is to cost little.
      if (!explained) return none
      return causeChain(thrown).reduceRight<ScopeData>((lower, value) => {
        const own = ownScopeOf(value)
        return own ? { ...own, contexts: { ...lower.contexts, ...own.contexts } } : lower
      }, none)
    },
  }
}
