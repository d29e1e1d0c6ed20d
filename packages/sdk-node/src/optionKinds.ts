import { type Kind, parseDuration } from '@holdfast/shared'

type Bounds = readonly [least: number, most?: number]

/** A length of time between bounds, in milliseconds. */
export const durationWithin = (
  [least, most = Infinity]: Bounds,
  expected: string,
): Kind<number> => {
  const to = (value: unknown): number => Number(parseDuration(value))
  return { expected, is: (value) => to(value) >= least && to(value) <= most, to }
}

/** A whole number between bounds. */
export const wholeWithin = ([least, most = Infinity]: Bounds, expected: string): Kind<number> => ({
  expected,
  is: (value) => Number.isSafeInteger(value) && Number(value) >= least && Number(value) <= most,
})
