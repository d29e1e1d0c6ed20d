import { type Instrument, property } from '@holdfast/shared'

/** Captures what nobody caught: errors, and rejections of promises. */
export const globalErrors = (window: Window): Instrument => ({
  name: 'globalErrors',
  start: ({ captureError }) => {
    // Any script can dispatch an event of its own making: none is read without care.
    const onError = (event: Event): void =>
      captureError(property(event, 'error') ?? describe(event), {
        type: 'globalError',
        handled: false,
      })
    const onRejection = (event: Event): void =>
      captureError(property(event, 'reason'), { type: 'unhandledRejection', handled: false })
    window.addEventListener('error', onError)
    window.addEventListener('unhandledrejection', onRejection)
    return () => {
      window.removeEventListener('error', onError)
      window.removeEventListener('unhandledrejection', onRejection)
    }
  },
})

/** What an event tells where there is no error: thrown by a script of another origin, or `null`. */
const describe = (event: Event): object => {
  const [message, file, line, column] = ['message', 'filename', 'lineno', 'colno'].map((name) =>
    String(property(event, name) ?? ''),
  )
  return { name: 'Error', message, stack: `@${file}:${line}:${column}` }
}
