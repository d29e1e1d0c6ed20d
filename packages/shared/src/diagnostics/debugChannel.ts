import { attempt, property } from '../primitives/attempt.ts'
import { clip } from '../primitives/toJson.ts'

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
  /**
   * Says it the first time only: what fails once fails often, and a listener may capture.
   *
   * @param error - whatever was thrown; its message is said, too.
   */
  sayOnce(code: string, text: string, error?: unknown): void
}

/** How many different things are ever said. */
const mostSaid = 1_000
/** It may hold a message of the app's own code. */
const longest = 500

export const createDebugChannel = (listener: DiagnosticListener | false): DebugChannel => {
  const said = new Set<string>()
  return {
    sayOnce: (code, what, error) => {
      const why = property(error, 'message')
      const text = clip(
        why === undefined ? what : `${what}: ${attempt(() => String(why), '')}`,
        longest,
      )
      const key = code + text
      if (!listener || said.has(key) || said.size === mostSaid) return
      said.add(key)
      void tell(listener, { code, text })
    },
  }
}

/** A listener that throws, now or later, is the app's own fault, and there is nobody left to tell. */
const tell = async (listener: DiagnosticListener, message: DiagnosticMessage): Promise<unknown> => {
  try {
    return await listener(message)
  } catch (error) {
    return error
  }
}
