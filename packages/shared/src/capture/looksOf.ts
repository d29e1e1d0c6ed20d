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
export const looksOf = (value: unknown): Looks => {
  try {
    // All in one go: an engine takes three times as long over names that are handed to a function.
    const { name, message, stack, code, cause, errors } = (value ?? {}) as Looks
    return { value, name, message, stack, code, cause, errors }
  } catch {
    return {
      value,
      name: property(value, 'name'),
      message: property(value, 'message'),
      stack: property(value, 'stack'),
      code: property(value, 'code'),
      cause: property(value, 'cause'),
      errors: property(value, 'errors'),
    }
  }
}
