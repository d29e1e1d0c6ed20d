import type { Lifecycle } from '@holdfast/shared'

/**
 * The last moments that a page is told of. `unload` is not among them: listening to it bars the
 * page from the back/forward cache, and phones never send it.
 */
export const createPageLifecycle = (window: Window): Lifecycle => ({
  onEnding: (listener) => {
    const { document } = window
    const onVisibilityChange = (): void => {
      if (document.visibilityState === 'hidden') listener('hidden')
    }
    const onPageHide = (): void => listener('hidden')
    document.addEventListener('visibilitychange', onVisibilityChange)
    window.addEventListener('pagehide', onPageHide)
    return () => {
      document.removeEventListener('visibilitychange', onVisibilityChange)
      window.removeEventListener('pagehide', onPageHide)
    }
  },
})
