/** One thrown value of a chain. */
export interface Exception {
  readonly type: string
  readonly message: string
  readonly stack?: Stack | undefined
  readonly mechanism: Mechanism
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
}
