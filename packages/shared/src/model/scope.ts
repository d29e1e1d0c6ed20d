import type { Contexts, Tags, User } from './attributes.ts'

/** What a scope puts on signals. A value: it is replaced, never changed. */
export interface ScopeData {
  readonly user?: User | undefined
  readonly tags: Tags
  readonly contexts: Contexts
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
}
