import type { Lifecycle } from '@holdfast/shared'
import { type Listenable, listen } from './listen.ts'

/**
 * The last moments that a page is told of. `unload` is not among them: listening to it bars the
 * page from the back/forward cache, and phones never send it.
 */
export const createPageLifecycle = (window: Listenable & Pick<Window, 'document'>): Lifecycle => ({
  onEnding: (listener) =>
    listen(window, ['pagehide', 'visibilitychange'], ({ type }) => {
      if (type === 'pagehide' || window.document.visibilityState === 'hidden') listener('hidden')
    }),
})
