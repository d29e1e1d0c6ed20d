import type { Instrument } from '@holdfast/shared'
import { type Listenable, listen } from '../runtime/listen.ts'

/** Captures what nobody caught: errors, and rejections of promises. */
export const globalErrors = (window: Listenable): Instrument => ({
  name: 'globalErrors',
  start: ({ captureError }) =>
    listen(window, ['error', 'unhandledrejection'], (event) =>
      captureError(event, {
        type: event.type === 'error' ? 'globalError' : 'unhandledRejection',
        handled: false,
      }),
    ),
})
