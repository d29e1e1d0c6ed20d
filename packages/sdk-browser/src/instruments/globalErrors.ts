import type { Instrument } from '@holdfast/shared'

/** Captures what nobody caught: errors, and rejections of promises. */
export const globalErrors = (window: Window): Instrument => ({
  name: 'globalErrors',
  start: ({ captureError }) => {
    const onError = (event: ErrorEvent): void =>
      captureError(event.error ?? describe(event), { type: 'globalError', handled: false })
    const onRejection = (event: PromiseRejectionEvent): void =>
      captureError(event.reason, { type: 'unhandledRejection', handled: false })
    window.addEventListener('error', onError)
    window.addEventListener('unhandledrejection', onRejection)
    return () => {
      window.removeEventListener('error', onError)
      window.removeEventListener('unhandledrejection', onRejection)
    }
  },
})

/** What an event tells where there is no error: thrown by a script of another origin, or `null`. */
const describe = ({ message, filename, lineno, colno }: ErrorEvent): object => ({
  name: 'Error',
  message,
  stack: `@${filename}:${lineno}:${colno}`,
})
