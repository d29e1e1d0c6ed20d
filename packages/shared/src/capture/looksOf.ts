import { property } from '../primitives/attempt.ts'

/** What is asked of every thrown value. */
export interface Looks {
  readonly value: unknown
  readonly name: unknown
  readonly message: unknown
  readonly stack: unknown
  readonly code: unknown
  readonly cause: unknown
  readonly errors: unknown
}

/** Errors are known by their looks, not by `instanceof`: those of other realms are errors too. */
export const looksOf = (value: unknown, readable: unknown = value ?? {}): Looks => {
  try {
    // All in one go: an engine takes three times as long over names that are handed to a function.
    const { name, message, stack, code, cause, errors } = readable as Looks
    return { value, name, message, stack, code, cause, errors }
  } catch {
    return looksOf(value, new Proxy({}, { get: (_, name) => property(value, name) }))
  }
}
