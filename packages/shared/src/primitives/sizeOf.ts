import type { Json } from '../model/attributes.ts'
import { type Bytes, bytes } from '../model/units.ts'

const scalarSize = 8
const memberSize = 4

/**
 * About how many bytes a value takes as JSON: exact enough to bound memory and batches, and many
 * times cheaper than encoding it. Text counts one byte a code unit.
 */
export const sizeOf = (value: Json | object | undefined): Bytes => {
  if (typeof value === 'string') return bytes(value.length + 2)
  if (typeof value !== 'object' || value === null) return bytes(scalarSize)
  let size = memberSize
  for (const key in value) {
    const member = (value as Record<string, Json | undefined>)[key]
    size += key.length + memberSize + sizeOf(member)
  }
  return bytes(size)
}
