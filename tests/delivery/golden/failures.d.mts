export interface Facts {
  readonly user: { readonly id: string; readonly name: string; readonly email: string }
  readonly tags: Readonly<Record<string, string | number>>
  readonly contexts: Readonly<Record<string, Record<string, unknown>>>
  readonly breadcrumbs: readonly {
    readonly message: string
    readonly category: string
    readonly data?: Record<string, unknown>
  }[]
  readonly flags: Readonly<Record<string, boolean>>
  readonly fingerprint: readonly string[]
}

/** What the SDK under comparison is asked to do, in words that both can follow. */
export interface Reporter {
  capture(thrown: unknown): unknown
  tell(text: string): unknown
  /** Captures in a scope that says all this. */
  within(facts: Facts, work: () => unknown): unknown
}

export type Captured =
  | 'plain'
  | 'subclass'
  | 'chain'
  | 'group'
  | 'text'
  | 'record'
  | 'dom'
  | 'message'
  | 'rich'
export type Uncaught = 'thrown' | 'rejected'

export const captured: Readonly<Record<Captured, (reporter: Reporter) => unknown>>
export const uncaught: {
  readonly thrown: () => never
  readonly rejected: () => Promise<never>
}
