import type { Exception, Stack } from '../model/exception.ts'

/** A URL or a path, where a place can begin, up to the numbers of its line and column. */
const place = /(?:^|[(@ ])((?:[\w+.:-]+:\/\/|\/|[a-z]:\\).*?)(?::\d+(?::\d+)?(?:\)|$)|$)/im

/** A stack as the engine wrote it; empty where there is none. */
export const textOf = (stack: Stack | undefined): string =>
  stack && 'text' in stack ? stack.text : ''

/** A stack without the message that V8 writes above the calls; empty where there is none. */
export const callsOf = ({ type, message, stack }: Exception): string => {
  const text = textOf(stack)
  const header = `${type}: ${message}`
  const from = text.startsWith(header) ? header.length : 0
  return text.slice(Math.max(text.indexOf('\n    at ', from), from))
}

/** Where the innermost call stands that says so, without its line: the host's own code does not. */
export const urlOf = (calls: string): string | undefined => place.exec(calls)?.[1]
