import type { Instrument } from '@holdfast/shared'

export interface HandlerErrors extends Instrument {
  /** Captures what a handler threw, or what its background work was rejected with. */
  onThrown(error: unknown): void
}

/** Watches one invocation of a handler. */
export const createHandlerErrors = (): HandlerErrors => {
  let onThrown: (error: unknown) => void = () => undefined
  return {
    name: 'handlerErrors',
    onThrown: (error) => onThrown(error),
    start: ({ captureError }) => {
      onThrown = (error) => captureError(error, { type: 'handler', handled: false })
      return () => {
        onThrown = () => undefined
      }
    },
  }
}
