/** Throws where the promise is broken. `promise` says what should have held. */
export function claim(holds: boolean, promise: string, found?: unknown): asserts holds {
  if (holds) return
  throw new Error(found === undefined ? promise : `${promise}; found ${clipped(toText(found))}`)
}

/** Claims that two values say the same, whatever the order of their members. */
export const claimEqual = (actual: unknown, expected: unknown, promise: string): void => {
  const [found, wanted] = [toText(actual), toText(expected)]
  if (found === wanted) return
  throw new Error(`${promise}; expected ${clipped(wanted)}, found ${clipped(found)}`)
}

/** Claims that `fn` neither throws nor rejects, and returns what it gives. */
export const claimCalm = async <Result>(
  promise: string,
  fn: () => Result | Promise<Result>,
): Promise<Result> => {
  try {
    return await fn()
  } catch (error) {
    throw new Error(`${promise}; it threw ${String(error)}`)
  }
}

const toText = (value: unknown): string => JSON.stringify(value, sortMembers) ?? String(value)

const sortMembers = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
    : value

const longest = 300

const clipped = (text: string): string =>
  text.length > longest ? `${text.slice(0, longest)}… (${text.length} characters)` : text
