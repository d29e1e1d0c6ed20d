import { attempt, property } from './attempt.ts'

interface Ends {
  ok(value: unknown): void
  error(error: unknown): void
}

/**
 * Calls `fn`, and tells how that ended: at once, or, of a promise or whatever has a `then`, when that does. What it
 * returns or throws is passed on; of a promise, the one that `then` returns.
 */
export const follow = <Result>(fn: () => Result, ends: Ends): Result => {
  let result: Result
  try {
    result = fn()
  } catch (error) {
    ends.error(error)
    throw error
  }
  const then = property(result, 'then')
  if (typeof then === 'function') {
    // Not the promise itself: a rejection that nobody handles would no longer be told as such.
    return attempt(() => passOn(result, then, ends), result)
  }
  ends.ok(result)
  return result
}

type Callable = Parameters<typeof Reflect.apply>[0]

const passOn = <Result>(result: Result, then: Callable, ends: Ends): Result =>
  Reflect.apply(then, result, [
    (value: unknown) => {
      ends.ok(value)
      return value
    },
    (error: unknown) => {
      ends.error(error)
      throw error
    },
  ]) as Result
