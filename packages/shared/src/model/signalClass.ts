import type { Severity } from './severity.ts'
import type { SignalKind } from './signal.ts'

/** How much a signal matters: decides what is durable at once, and who goes first when room is short. */
export type SignalClass = 'critical' | 'normal' | 'bulk'

/** From the first to go to the last. */
export const signalClasses: readonly SignalClass[] = ['bulk', 'normal', 'critical']

/** How much a signal matters, by its kind; of a log, by how bad it is. */
export const classOf = ({ kind, severity }: Ranked): SignalClass => {
  switch (kind) {
    case 'error':
    case 'usage':
    case 'checkIn':
    case 'feedback':
    case 'envelope':
      return 'critical'
    case 'log':
      return severity === 'debug' || severity === 'info' ? 'bulk' : 'normal'
    case 'metric':
      return 'bulk'
    default:
      return 'normal'
  }
}

interface Ranked {
  readonly kind: SignalKind
  readonly severity?: Severity
}
