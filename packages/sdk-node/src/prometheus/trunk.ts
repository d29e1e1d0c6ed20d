import type { Resource } from '@holdfast/shared'
import type { Delta } from '@holdfast/shared/sinks/prometheus'

/** What one part of the program has counted. */
export interface Share {
  /** Names the part, from here: empty for this one. */
  readonly source: string
  readonly deltas: readonly Delta[]
  readonly resource?: Resource | undefined
}

/** What answers a scrape. JSON, for it may come from another process. */
export type Exposition =
  | { readonly contentType: string; readonly text: string }
  | { readonly contentType: string; readonly base64: string }

/** Where all that was counted comes together: here, or on the way to whoever is asked. */
export interface Trunk {
  /** Rejects where nobody adds it up. */
  deliver(share: Share): Promise<void>
  /** A part of the program is no more. */
  forget(source: string): void
  /** Rejects where nobody answers. */
  scrape(format: string): Promise<Exposition>
}
