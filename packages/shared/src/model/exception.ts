import type { Json } from './attributes.ts'

/** One thrown value of a chain. */
export interface Exception {
  readonly type: string
  readonly message: string
  readonly stack?: Stack | undefined
  readonly mechanism: Mechanism
  /** What the value carries besides: `code`, `status`. */
  readonly properties?: Readonly<Record<string, Json>> | undefined
}

/** The stack as the engine wrote it, or the frames read from it: innermost call first. */
export type Stack = { readonly text: string } | { readonly frames: readonly Frame[] }

/** One call of a stack. */
export interface Frame {
  readonly function?: string | undefined
  readonly file?: string | undefined
  readonly line?: number | undefined
  readonly column?: number | undefined
  /** False for the host's own code and for dependencies. */
  readonly inApp: boolean
  /** What stands there, where a host that has the file was asked. */
  readonly source?: SourceLines | undefined
}

/** A line of a file, and those around it, each cut to a bounded width. */
export interface SourceLines {
  readonly before: readonly string[]
  readonly line: string
  readonly after: readonly string[]
}

/** How the value came to us. */
export interface Mechanism {
  readonly type:
    | 'captured'
    | 'globalError'
    | 'unhandledRejection'
    | 'uncaughtException'
    | 'handler'
    | 'cause'
  /** Whether the app dealt with it; false when nobody had caught it. */
  readonly handled: boolean
  /** Of a cause, the place of the exception that names it, in the list. */
  readonly parent?: number | undefined
  /** Of a cause, under which name it stands there: `'cause'`, `'errors[0]'`. */
  readonly source?: string | undefined
  /** The value has no stack of its own: the one it is told with says where it was captured. */
  readonly synthetic?: boolean | undefined
}

/** Which build a file of a stack belongs to, as the bundler has named it. */
export interface DebugImage {
  readonly file: string
  readonly debugId: string
}
