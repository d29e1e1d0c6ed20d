/** What `fn` returns, or `fallback` where it throws: for reading values that may be hostile. */
export const attempt = <Result, Fallback>(
  fn: () => Result,
  fallback: Fallback,
): Result | Fallback => {
  try {
    return fn()
  } catch {
    return fallback
  }
}

/** A property of any value at all: `undefined` where there is none, `fallback` where reading it throws. */
export const property = (value: unknown, name: PropertyKey, fallback?: unknown): unknown => {
  try {
    return (value as Record<PropertyKey, unknown> | null | undefined)?.[name]
  } catch {
    return fallback
  }
}

export const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null

/** A text, or a number as one; empty for all else. */
export const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : ''
