import { property } from '../primitives/attempt.ts'
import type { DebugChannel } from './debugChannel.ts'

/** Calls `fn`; what it throws goes to the debug channel, and `fallback` is returned instead. */
export type Guard = <Result>(name: string, fn: () => Result, fallback: Result) => Result

/** The one wrapper of every function that the host calls. */
export const createGuard =
  (debug: DebugChannel): Guard =>
  (name, fn, fallback) => {
    try {
      return fn()
    } catch (error) {
      debug.say('internalError', `${name} failed: ${String(property(error, 'message'))}`)
      return fallback
    }
  }
