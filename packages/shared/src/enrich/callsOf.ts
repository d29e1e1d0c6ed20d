import type { Exception, Stack } from '../model/exception.ts'

/** What follows a place in a line of a stack: the numbers of line and column. */
const position = /:\d+(?::\d+)?(?:\)|$)/
/** A URL or a path, where a place can begin, and the rest of its line. */
const place = /(?:^|[(@ ])((?:[\w+.:-]+:\/\/|\/|[a-z]:\\).*)/im

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
export const urlOf = (calls: string): string | undefined =>
  place.exec(calls)?.[1]?.split(position, 1)[0]
