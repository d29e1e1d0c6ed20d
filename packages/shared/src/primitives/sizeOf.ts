const scalarSize = 8
const memberSize = 4

/**
 * About how many bytes a value takes as JSON: exact enough to bound memory and batches, and many
 * times cheaper than encoding it. Text counts one byte a code unit. `ofItem` tells that of an item
 * of a list, where it is known already.
 */
export const sizeOf = (value: unknown, ofItem?: (item: unknown) => number): number => {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return scalarSize
  let size = memberSize
  const isList = ofItem && Array.isArray(value)
  for (const key in value) {
    const member = (value as Record<string, unknown>)[key]
    size += key.length + memberSize + (isList ? ofItem(member) : sizeOf(member, ofItem))
  }
  return size
}
