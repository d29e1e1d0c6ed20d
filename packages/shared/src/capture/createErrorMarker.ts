/**
 * Marks error objects, and holds on to none of them.
 *
 * @returns whether the value had been marked before: captured by hand and then uncaught, or rejected
 * and then thrown. Values that are no objects are never the same.
 */
export const createErrorMarker = (): ((thrown: unknown) => boolean) => {
  const marked = new WeakSet<object>()
  return (thrown) => {
    if (typeof thrown !== 'object' || thrown === null) return false
    const isMarked = marked.has(thrown)
    marked.add(thrown)
    return isMarked
  }
}
