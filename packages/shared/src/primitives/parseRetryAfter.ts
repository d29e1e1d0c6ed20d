/** `Retry-After`, in seconds or as a date, in milliseconds; `undefined` where it says neither. */
export const parseRetryAfter = (value: unknown, now: number): number | undefined => {
  if (typeof value !== 'string' || value.trim() === '') return undefined
  const seconds = Number(value)
  const delay = Number.isNaN(seconds) ? Date.parse(value) - now : seconds * 1_000
  return Number.isFinite(delay) ? Math.max(0, delay) : undefined
}
