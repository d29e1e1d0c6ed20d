import type { ErrorSignal } from '../model/signal.ts'
import { callsOf } from './callsOf.ts'

/** Numbers and ids: hexadecimal ones too, when they are long enough to be no words. */
const variable = /[\da-f-]{8,}|\d+/gi
/** In a fingerprint, stands for what would be found without it. */
const byDefault = /{{ ?default ?}}/

/**
 * What makes two errors the same failure: the scope's fingerprint; or else the type and the calls of
 * the outermost exception; without any, its type and message, whatever numbers and ids that has.
 */
export const failureKey = ({ message, exceptions: [thrown], scope }: ErrorSignal): string => {
  const parts = scope.fingerprint?.join('\n') ?? ''
  const fingerprint = parts && short(parts)
  if (fingerprint && !byDefault.test(parts)) return fingerprint
  const calls = thrown ? callsOf(thrown) : ''
  return fingerprint + thrown?.type + short(calls || message.slice(0, 200).replace(variable, '#'))
}

/**
 * The innermost and the outermost calls tell long stacks apart, and so does their length. Put together
 * anew, it holds on to no stack: engines keep a text for as long as any part of it is held.
 */
const short = (text: string): string => text.slice(0, 160) + text.length + text.slice(-80)
