import type { ErrorSignal } from '../model/signal.ts'
import { createSampleSignal } from './sampleSignals.ts'

interface ThrownFacts {
  readonly type?: string
  readonly message?: string
  /** As the engine wrote it. Default: there is none. */
  readonly stack?: string | undefined
  readonly handled?: boolean
  readonly scope?: Partial<ErrorSignal['scope']>
}

/** An error that nobody caught, unless the facts say otherwise. */
export const createThrownSignal = (facts: ThrownFacts = {}): ErrorSignal => {
  const { type = 'Error', message = 'order failed', stack, handled = false, scope } = facts
  const sample = createSampleSignal(1)
  return {
    ...sample,
    message,
    scope: { ...sample.scope, ...scope },
    exceptions: [
      {
        type,
        message,
        mechanism: { type: 'globalError', handled },
        ...(stack !== undefined && { stack: { text: stack } }),
      },
    ],
  }
}
