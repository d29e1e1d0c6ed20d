const scalarSize = 8
const memberSize = 4

/**
 * About how many bytes a value takes as JSON: exact enough to bound memory and batches, and many
 * times cheaper than encoding it. Text counts one byte a code unit.
 */
export const sizeOf = (value: unknown): number => {
  if (typeof value === 'string') return value.length + 2
  if (typeof value !== 'object' || value === null) return scalarSize
  let size = memberSize
  for (const key in value) {
    size += key.length + memberSize + sizeOf((value as Record<string, unknown>)[key])
  }
  return size
}
