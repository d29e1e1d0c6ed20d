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

/** A property of any value at all: `undefined` where there is none, or reading it throws. */
export const property = (value: unknown, name: string): unknown => {
  try {
    return (value as Record<string, unknown> | null | undefined)?.[name]
  } catch {
    return undefined
  }
}
