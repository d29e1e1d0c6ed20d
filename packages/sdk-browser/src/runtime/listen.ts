import type { Stop } from '@holdfast/shared'

/** Where a page tells of what happens to it. */
export type Listenable = Pick<Window, 'addEventListener' | 'removeEventListener'>

/** Hears of several events until it is stopped. */
export const listen = (
  target: Listenable,
  types: readonly string[],
  listener: (event: Event) => void,
): Stop => {
  for (const type of types) target.addEventListener(type, listener)
  return () => {
    for (const type of types) target.removeEventListener(type, listener)
  }
}
