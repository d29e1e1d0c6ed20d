import type { Stops } from './stops.ts'

/** What each part of the shop is started with. */
export interface PartOptions {
  readonly sentryDsn: string
  readonly signalsUrl: string
  readonly stops: Stops
  /** Hears of a part that ended though nobody stopped it. */
  readonly onDeath: (what: string) => void
}
