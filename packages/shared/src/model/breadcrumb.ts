import type { Json } from './attributes.ts'
import type { Severity } from './severity.ts'
import type { WallTime } from './units.ts'

/** Something that happened before a failure, and may explain it. */
export interface Breadcrumb {
  readonly time: WallTime
  /** What kind of thing it was: `'navigation'`, `'http'`, `'app'`. */
  readonly category: string
  readonly severity: Severity
  readonly message: string
  readonly data?: Readonly<Record<string, Json>> | undefined
}

/** A breadcrumb as an app tells it. */
export interface BreadcrumbFacts {
  readonly message: string
  /** What kind of thing it was. Default: `'app'`. */
  readonly category?: string
  /** Default: `'info'`. */
  readonly severity?: Severity
  /** Anything that helps; it is copied, and cut to a bounded size. */
  readonly data?: Readonly<Record<string, unknown>>
}
