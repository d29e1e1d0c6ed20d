import type { Mechanism } from '../model/exception.ts'
import type { Stop } from '../model/stop.ts'

/** What an instrument may do with what it sees. It never throws. */
export interface Capture {
  captureError(thrown: unknown, mechanism: Mechanism): void
}

/** Watches one facility of a host. */
export interface Instrument {
  readonly name: string
  start(capture: Capture): Stop
}
