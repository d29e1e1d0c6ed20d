/**
 * Tells an error object that comes by twice: captured by hand and then uncaught, or rejected and
 * then thrown. It holds on to none of them.
 */
export interface SeenErrors {
  /** True the second time; values that are no objects are never the same. */
  isRepeat(thrown: unknown): boolean
}

export const createSeenErrors = (): SeenErrors => {
  const seen = new WeakSet<object>()
  return {
    isRepeat: (thrown) => {
      if (typeof thrown !== 'object' || thrown === null) return false
      if (seen.has(thrown)) return true
      seen.add(thrown)
      return false
    },
  }
}
