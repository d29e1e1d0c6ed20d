import { sizeOf } from './sizeOf.ts'

/** `sizeOf`, for values that never change: who asks again is told what was found before. */
export const createMeasure = (): ((value: object) => number) => {
  const known = new WeakMap<object, number>()
  return (value) => {
    const before = known.get(value)
    if (before !== undefined) return before
    const size = sizeOf(value)
    known.set(value, size)
    return size
  }
}
