import type { ConsoleCall, ConsoleLevel } from './toDevTools.ts'

/** As much of a host's console as shows signals. */
export type ConsoleLike = Readonly<Record<ConsoleLevel, (...parts: readonly unknown[]) => void>>

/** Prints by a console as it is now: what captures from it later does not see our own output. */
export const createPrinter = (host: ConsoleLike): ((calls: readonly ConsoleCall[]) => void) => {
  const { debug, info, warn, error } = host
  const pristine = { debug, info, warn, error }
  return (calls) => {
    for (const { level, parts } of calls) pristine[level].apply(host, [...parts])
  }
}
