import type { DebugChannel } from './debugChannel.ts'

/** What `fn` returns; where it throws, that goes to the debug channel, and nothing is returned. */
export type Guard = <Result>(name: string, fn: () => Result) => Result | undefined

/** The one wrapper of every function that the host calls. */
export const createGuard =
  (debug: DebugChannel): Guard =>
  (name, fn) => {
    try {
      return fn()
    } catch (error) {
      debug.sayOnce('internalError', `${name} failed`, error)
      return undefined
    }
  }
