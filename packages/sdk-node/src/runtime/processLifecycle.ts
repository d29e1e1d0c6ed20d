import type { Ending, Lifecycle } from '@holdfast/shared'
import { startTermination } from './startTermination.ts'
import type { TerminationSignal } from './terminationSignals.ts'

/**
 * `beforeExit` may still wait for us; a signal ends what nobody else ends; `exit` comes in every other case
 * but a kill. However many listen, the process has one listener of ours for each: Node warns of more
 * than ten.
 */
export const createProcessLifecycle = (
  process: NodeJS.Process,
  signals: readonly TerminationSignal[] = [],
): Lifecycle => {
  const listeners = new Set<(ending: Ending) => unknown>()
  const tell = (ending: Ending): readonly unknown[] =>
    [...listeners].map((listener) => listener(ending))
  const onBeforeExit = (): void => void tell('idle')
  const onExit = (): void => void tell('exit')
  let stopSignals: (() => void) | undefined
  return {
    onEnding: (listener) => {
      if (listeners.size === 0) {
        process.on('beforeExit', onBeforeExit)
        process.on('exit', onExit)
        stopSignals = startTermination({ process, signals, tell })
      }
      listeners.add(listener)
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return
        process.off('beforeExit', onBeforeExit)
        process.off('exit', onExit)
        stopSignals?.()
      }
    },
  }
}
