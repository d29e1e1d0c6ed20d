import { attempt } from '../primitives/attempt.ts'

/** Something that the SDK wants its operator to know about itself. */
export interface DiagnosticMessage {
  /** A short, stable name to filter by. */
  readonly code: string
  readonly text: string
}

/** Hears what the SDK says of itself. */
export type DiagnosticListener = (message: DiagnosticMessage) => void

/** Where the SDK speaks of itself; silent unless somebody listens. */
export interface DebugChannel {
  say(code: string, text: string): void
  /** Says it the first time only: the same code and text. */
  sayOnce(code: string, text: string): void
}

export const createDebugChannel = (listener: DiagnosticListener | false): DebugChannel => {
  const said = new Set<string>()
  // A listener that throws is the app's own fault, and there is nobody left to tell.
  const say = (code: string, text: string): void => {
    if (listener) attempt(() => listener({ code, text }), undefined)
  }
  return {
    say,
    sayOnce: (code, text) => {
      if (said.has(code + text)) return
      said.add(code + text)
      say(code, text)
    },
  }
}
