import type { Ending, Lifecycle } from '@holdfast/shared'

/**
 * `beforeExit` may still wait for us; `exit` comes in every other case but a kill. However many
 * listen, the process has one listener of ours for each: Node warns of more than ten.
 */
export const createProcessLifecycle = (process: NodeJS.Process): Lifecycle => {
  const listeners = new Set<(ending: Ending) => void>()
  const tell = (ending: Ending): void => {
    for (const listener of [...listeners]) listener(ending)
  }
  const onBeforeExit = (): void => tell('idle')
  const onExit = (): void => tell('exit')
  return {
    onEnding: (listener) => {
      if (listeners.size === 0) {
        process.on('beforeExit', onBeforeExit)
        process.on('exit', onExit)
      }
      listeners.add(listener)
      return () => {
        if (!listeners.delete(listener) || listeners.size > 0) return
        process.off('beforeExit', onBeforeExit)
        process.off('exit', onExit)
      }
    },
  }
}
