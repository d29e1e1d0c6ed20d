import type { Instrument } from '@holdfast/shared'

/** Captures what nobody caught: errors, and rejections of promises. */
export const globalErrors = (window: Window): Instrument => ({
  name: 'globalErrors',
  start: ({ captureError }) => {
    const onError = (event: Event): void =>
      captureError(event, { type: 'globalError', handled: false })
    const onRejection = (event: Event): void =>
      captureError(event, { type: 'unhandledRejection', handled: false })
    window.addEventListener('error', onError)
    window.addEventListener('unhandledrejection', onRejection)
    return () => {
      window.removeEventListener('error', onError)
      window.removeEventListener('unhandledrejection', onRejection)
    }
  },
})
