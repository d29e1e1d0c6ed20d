import type { SignalKind } from './signal.ts'

/** How much a signal matters: decides what is durable at once, and who goes first when room is short. */
export type SignalClass = 'critical' | 'normal' | 'bulk'

/** From the first to go to the last. */
export const signalClasses: readonly SignalClass[] = ['bulk', 'normal', 'critical']

/** How much a signal matters, by its kind. */
export const classOf = ({ kind }: { readonly kind: SignalKind }): SignalClass => {
  switch (kind) {
    case 'error':
      return 'critical'
    case 'event':
      return 'normal'
    case 'metric':
      return 'bulk'
  }
}
