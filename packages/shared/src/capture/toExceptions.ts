import type { Exception, Mechanism } from '../model/exception.ts'
import { property } from '../primitives/attempt.ts'
import { clip, toJson } from '../primitives/toJson.ts'
import { causeChain } from './causeChain.ts'

const longestStack = 32_768
const longestPreview = 1_024

/** The thrown value and its chain of causes, whatever they are. It never throws. */
export const toExceptions = (thrown: unknown, mechanism: Mechanism): readonly Exception[] => {
  const cause: Mechanism = { type: 'cause', handled: mechanism.handled }
  return causeChain(thrown).map((value, index) => toException(value, index > 0 ? cause : mechanism))
}

const toException = (value: unknown, mechanism: Mechanism): Exception => {
  const name = property(value, 'name')
  const message = property(value, 'message')
  const stack = property(value, 'stack')
  // By its looks, not by `instanceof`: errors of other realms are errors too.
  if (typeof message !== 'string' || (typeof name !== 'string' && typeof stack !== 'string')) {
    return { type: 'NonError', message: preview(value), mechanism }
  }
  return {
    type: typeof name === 'string' && name !== '' ? clip(name, 256) : 'Error',
    message: clip(message),
    stack: typeof stack === 'string' ? { text: clip(stack, longestStack) } : undefined,
    mechanism,
  }
}

const preview = (value: unknown): string => {
  const json = toJson(value)
  return clip(typeof json === 'string' ? json : JSON.stringify(json), longestPreview)
}
