import { isObject } from './attempt.ts'

/**
 * About how many bytes a value takes as JSON: exact enough to bound memory and batches, and many
 * times cheaper than encoding it. Text counts one byte a code unit. `ofObject` may know better what
 * an object in it takes.
 */
export const sizeOf = (
  value: unknown,
  ofObject?: (member: object, name: string) => number,
): number => {
  if (typeof value === 'string') return value.length + 2
  if (!isObject(value)) return 8
  let size = 4
  for (const name in value) {
    const member = (value as Record<string, unknown>)[name]
    size += name.length + 4
    size += ofObject && isObject(member) ? ofObject(member, name) : sizeOf(member)
  }
  return size
}
