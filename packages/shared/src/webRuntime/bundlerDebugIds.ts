import type { Runtime } from '../ports/runtime.ts'

/** The globals in which bundler plugins leave the debug ids of the files that they have built. */
export const createBundlerDebugIds =
  (globals: object): NonNullable<Runtime['debugIds']> =>
  () => {
    const { _sentryDebugIds, _debugIds } = globals as Readonly<Record<string, unknown>>
    return [_sentryDebugIds, _debugIds]
  }
