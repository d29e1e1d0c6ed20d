/**
 * The calls of a stack. V8 writes the message above them, and it may be of megabytes, hold another
 * stack, or tell what the message itself is scrubbed of.
 */
export const withoutMessage = (stack: string, message: string): string => {
  const start = stack.indexOf(': ') + 2
  const end = start + message.length
  return message !== '' && stack.charCodeAt(end) === 10 && stack.startsWith(message, start)
    ? stack.slice(end + 1)
    : stack
}
