/** Small facts to search and group by. */
export type Tags = Readonly<Record<string, string | number | boolean>>

/** What a signal says of itself, to tell it from others of its name. */
export type Attributes = Tags

/** Anything that JSON can hold. */
export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json }

/** Named groups of facts that are shown with a signal, not searched. */
export type Contexts = Readonly<Record<string, Json>>

/** Whom a signal is about. Nothing of it is ever filled in by itself. */
export interface User {
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly email?: string | undefined
}
