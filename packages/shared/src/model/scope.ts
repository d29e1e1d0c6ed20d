import type { Contexts, Tags, User } from './attributes.ts'
import type { Breadcrumb, BreadcrumbFacts } from './breadcrumb.ts'

/** What a scope puts on signals. A value: it is replaced, never changed. */
export interface ScopeData {
  readonly user?: User | undefined
  readonly tags: Tags
  readonly contexts: Contexts
  /** Oldest first. */
  readonly breadcrumbs?: readonly Breadcrumb[] | undefined
  /** Says which signals are the same failure, in place of what a backend would find. */
  readonly fingerprint?: readonly string[] | undefined
  /** Feature flags as they were evaluated, the latest last. */
  readonly flags?: Readonly<Record<string, boolean>> | undefined
  readonly trace?: Trace | undefined
}

/** Which distributed operation the signals belong to. */
export interface Trace {
  /** 32 lower-case hexadecimal digits. */
  readonly traceId: string
  /** 16 lower-case hexadecimal digits. */
  readonly spanId: string
}

/** A layer of facts that is put on each signal captured within it. */
export interface Scope {
  /** The facts as they stand now. */
  readonly data: ScopeData
  /** Says whom the signals of this scope are about; `undefined` takes it back. */
  setUser(user: User | undefined): void
  /** Adds tags; a name given again replaces the value. */
  setTags(tags: Tags): void
  /** Adds a context of any shape; it is copied, and cut to a bounded size. */
  setContext(name: string, context: unknown): void
  /** Notes what happened; the oldest go when there are more than a hundred. */
  addBreadcrumb(breadcrumb: BreadcrumbFacts): void
  /** Forgets what happened: when a user has gone, for example. */
  clearBreadcrumbs(): void
  /** Says which signals are the same failure; nothing or an empty list takes it back. */
  setFingerprint(fingerprint: readonly string[] | undefined): void
  /** Notes a feature flag as it was evaluated; of a hundred, the one noted longest ago goes. */
  setFlag(name: string, value: boolean): void
}
