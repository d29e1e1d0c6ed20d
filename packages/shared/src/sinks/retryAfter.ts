import { type Milliseconds, milliseconds, type WallTime } from '../model/units.ts'

/** `Retry-After`, in seconds or as a date; `undefined` where it says neither. */
export const parseRetryAfter = (
  value: string | undefined,
  now: WallTime,
): Milliseconds | undefined => {
  if (value === undefined || value.trim() === '') return undefined
  const seconds = Number(value)
  const delay = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1_000
  return Number.isFinite(delay) ? milliseconds(Math.max(0, delay)) : undefined
}
