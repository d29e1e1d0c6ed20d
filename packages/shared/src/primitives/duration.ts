/** Milliseconds, or a number with its unit: `'250ms'`, `'2s'`, `'1.5m'`, `'1h'`. */
export type Duration = number | `${number}${'ms' | 's' | 'm' | 'h'}`

const unitLength: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 }

/** The longest delay that every host's timers can hold: about 24.8 days. */
const longest = 2 ** 31 - 1

/** In milliseconds; `undefined` where it is no duration: negative, infinite, or of another form. */
export const parseDuration = (duration: unknown): number | undefined => {
  const value = typeof duration === 'string' ? parseText(duration) : duration
  const valid = typeof value === 'number' && value >= 0 && value < Infinity
  return valid ? Math.min(value, longest) : undefined
}

const parseText = (text: string): number | undefined => {
  const match = /^(\d{1,12}(?:\.\d{1,6})?)(ms|s|m|h)$/.exec(text)
  return match ? Number(match[1]) * (unitLength[match[2] ?? ''] ?? Number.NaN) : undefined
}
