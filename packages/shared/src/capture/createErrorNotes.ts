import type { Contexts } from '../model/attributes.ts'

/** What is known of error objects, held only as long as the app holds those. */
export interface ErrorNotes {
  /**
   * Whether the value had been marked before: captured by hand and then uncaught, or rejected and
   * then thrown. Values that are no objects are never the same.
   */
  mark(thrown: unknown): boolean
  /** Adds what is to be told with it. */
  explain(thrown: unknown, contexts: Contexts): void
  contextsOf(thrown: unknown): Contexts
}

export const createErrorNotes = (): ErrorNotes => {
  const marked = new WeakSet<object>()
  const notes = new WeakMap<object, Contexts>()
  const contextsOf = (thrown: unknown): Contexts => (isObject(thrown) && notes.get(thrown)) || {}
  return {
    mark: (thrown) => {
      if (!isObject(thrown)) return false
      const isMarked = marked.has(thrown)
      marked.add(thrown)
      return isMarked
    },
    explain: (thrown, contexts) => {
      if (isObject(thrown)) notes.set(thrown, { ...contextsOf(thrown), ...contexts })
    },
    contextsOf,
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null
