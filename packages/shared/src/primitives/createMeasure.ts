import { sizeOf } from './sizeOf.ts'

/**
 * `sizeOf`, for values that never change: who asks again is told what was found before, of the whole
 * as of the items of a list in it, such as breadcrumbs, which stand in many a signal.
 */
export const createMeasure = (): ((value: object) => number) => {
  const known = new WeakMap<object, number>()
  const remember = (value: object, size: number): number => {
    known.set(value, size)
    return size
  }
  const ofItem = (item: unknown): number =>
    typeof item === 'object' && item !== null
      ? (known.get(item) ?? remember(item, sizeOf(item)))
      : sizeOf(item)
  return (value) => known.get(value) ?? remember(value, sizeOf(value, ofItem))
}
