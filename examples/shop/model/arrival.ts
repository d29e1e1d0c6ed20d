/** A signal as the collector has it. */
export interface Arrival {
  readonly id: string
  /** When it arrived, in milliseconds since 1970. */
  readonly time: number
  /** Where it was captured, by its own word. */
  readonly runtime: string
  readonly sink: 'sentry' | 'http'
  readonly kind: string
  readonly type: string
  readonly message: string
}
