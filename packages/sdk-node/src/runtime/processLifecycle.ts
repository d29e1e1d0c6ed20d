import type { Lifecycle } from '@holdfast/shared'

/** `beforeExit` may still wait for us; `exit` comes in every other case but a kill. */
export const createProcessLifecycle = (process: NodeJS.Process): Lifecycle => ({
  onEnding: (listener) => {
    const onBeforeExit = (): void => listener('idle')
    const onExit = (): void => listener('exit')
    process.on('beforeExit', onBeforeExit)
    process.on('exit', onExit)
    return () => {
      process.off('beforeExit', onBeforeExit)
      process.off('exit', onExit)
    }
  },
})
