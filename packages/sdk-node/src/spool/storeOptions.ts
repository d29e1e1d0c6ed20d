import type { Duration } from '@holdfast/shared'

/** Where and how accepted signals are kept on disk until every sink has settled them. */
export interface StoreOptions {
  /**
   * The folder; each service has one of its own in it. Default: `HOLDFAST_STORE_DIR` of the
   * environment, or else `holdfast-<uid>` in the folder for temporary files.
   */
  readonly directory?: string
  /** The most bytes that one service keeps there. Default: 64 MiB. */
  readonly maxBytes?: number
  /** What is older when it is found again is given up, as `expired`. Default: `'168h'`, a week. */
  readonly maxAge?: Duration
  /**
   * When what is written is forced onto the disk itself. Without it a killed process loses nothing,
   * but a power cut may take what was written last. `'interval'`: once a second; `'always'`: before
   * the call returns, at the cost of a disk's round trip. Default: `'never'`.
   */
  readonly fsync?: 'never' | 'interval' | 'always'
}

/** The same, with the defaults in the place of what was not given. */
export interface StoreSettings {
  /** Whether the operator has named the folder, and so vouches for it. */
  readonly named: boolean
  readonly directory: string
  readonly maxBytes: number
  /** In milliseconds. */
  readonly maxAge: number
  readonly fsync: 'never' | 'interval' | 'always'
}
