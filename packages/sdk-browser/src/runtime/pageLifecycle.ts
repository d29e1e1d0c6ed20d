import type { Lifecycle } from '@holdfast/shared'

/**
 * The last moments that a page is told of. `unload` is not among them: listening to it bars the
 * page from the back/forward cache, and phones never send it.
 */
export const createPageLifecycle = (
  window: Pick<Window, 'document' | 'addEventListener' | 'removeEventListener'>,
): Lifecycle => ({
  onEnding: (listener) => {
    const onEvent = ({ type }: Event): void => {
      if (type === 'pagehide' || window.document.visibilityState === 'hidden') listener('hidden')
    }
    const events = ['pagehide', 'visibilitychange']
    for (const type of events) window.addEventListener(type, onEvent)
    return () => {
      for (const type of events) window.removeEventListener(type, onEvent)
    }
  },
})
