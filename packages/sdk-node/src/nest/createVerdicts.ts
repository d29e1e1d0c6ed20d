import { property } from '@holdfast/shared'
import { type Captures, failureStatus } from '../requests/doorOptions.ts'
import type { ServedRequest } from '../requests/exchange.ts'
import type { PlainResponse } from './plainHttp.ts'

/** Whether what was thrown is captured is known by what it was answered with. */
export interface Verdicts {
  open(served: ServedRequest, response: PlainResponse): void
  /** An error, where it is seen; more than one place may see it, or one that stands for it. */
  seen(served: ServedRequest, error: unknown): void
}

interface Case {
  readonly response: PlainResponse
  hasEnded: boolean
  thrown: { readonly error: unknown } | undefined
}

export const createVerdicts = (captures: Captures): Verdicts => {
  const cases = new WeakMap<ServedRequest, Case>()

  const judge = (served: ServedRequest, error: unknown, status: number): void => {
    if (captures(error, status)) served.captureError(error)
  }
  const end = (served: ServedRequest, ended: Case, status: number | undefined): void => {
    const { thrown } = ended
    ended.hasEnded = true
    ended.thrown = undefined
    if (thrown) judge(served, thrown.error, status ?? failureStatus(thrown.error))
  }

  return {
    open: (served, response) => {
      if (cases.has(served)) return
      const opened: Case = { response, hasEnded: false, thrown: undefined }
      cases.set(served, opened)
      response.once('finish', () => end(served, opened, response.statusCode))
      // Nobody was answered.
      response.once('close', () => end(served, opened, undefined))
    },
    seen: (served, error) => {
      const open = cases.get(served)
      if (!open || open.hasEnded || open.response.headersSent || open.response.destroyed) {
        judge(served, error, failureStatus(error))
      } else if (!open.thrown || !isAnswer(error)) open.thrown = { error }
    },
  }
}

/** An HttpException: an answer in the shape of an error, which others are turned into. */
const isAnswer = (error: unknown): boolean => typeof property(error, 'getStatus') === 'function'
