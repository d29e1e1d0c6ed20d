import type { ErrorSignal } from '../model/signal.ts'
import { callsOf } from './callsOf.ts'
import { hashOf } from './hashOf.ts'
import { rememberLast } from './remember.ts'

/** Numbers and ids: hexadecimal ones too, when they are long enough, and hold a digit: words do not. */
const variable = /[\da-f-]{8,}|\d+/gi
const digit = /\d/
/** In a fingerprint, stands for what would be found without it. */
const byDefault = /{{ ?default ?}}/

/**
 * What makes two errors the same failure: the scope's fingerprint; or else the type and the calls of
 * the outermost exception; without any, its type and message, whatever numbers and ids that has.
 *
 * Of each only a hash is kept: engines keep a text for as long as any part of it is held, and a part
 * does not tell apart the ways that lead to a shared helper. What came last is not hashed again.
 */
export const createFailureKey = (): ((signal: ErrorSignal) => string) => {
  const last = rememberLast<string>()
  return ({ message, exceptions: [thrown], scope }) => {
    const parts = scope.fingerprint?.join('\n') ?? ''
    const fingerprint = parts && last('fingerprint', parts, hashOf)
    if (fingerprint && !byDefault.test(parts)) return fingerprint
    const calls = thrown ? callsOf(thrown) : ''
    const hash = calls ? last('calls', calls, hashOf) : last('message', message, hashOfWords)
    return `${fingerprint} ${thrown?.type} ${hash}`
  }
}

const hashOfWords = (message: string): string =>
  hashOf(message.replace(variable, (found) => (digit.test(found) ? '#' : found)))
