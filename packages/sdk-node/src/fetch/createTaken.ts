import { attempt, property } from '@holdfast/shared'

/** The answers that one call has taken. All but one are let go, so that their connections are free. */
export interface Taken {
  /** One that comes after the call has ended is let go at once. */
  note(response: Response): Response
  /** The call has ended, with this answer or with none. */
  end(kept?: Response): void
}

export const createTaken = (): Taken => {
  const taken = new Set<Response>()
  let isOver = false
  return {
    note: (response) => {
      if (isOver) drop(response)
      else taken.add(response)
      return response
    },
    end: (kept) => {
      isOver = true
      for (const response of taken) if (response !== kept) drop(response)
      taken.clear()
    },
  }
}

/** An answer of an app's own `fetch` may be of any shape, and its body may be read by someone already. */
export const drop = (response: unknown): void =>
  attempt(() => {
    const body = property(response, 'body') as ReadableStream | null | undefined
    body?.cancel().catch(() => undefined)
  }, undefined)
