import type { Exception, Mechanism } from '../model/exception.ts'
import { clip } from '../primitives/toJson.ts'
import { causesOf } from './causesOf.ts'
import { describeThrown } from './describeThrown.ts'
import { type Looks, looksOf } from './looksOf.ts'
import { propertiesOf } from './propertiesOf.ts'
import { unwrap } from './unwrap.ts'
import { withoutMessage } from './withoutMessage.ts'

const mostExceptions = 10
const deepest = 4
const longestStack = 32_768
const longestType = 256

/**
 * The thrown value and what it names as its causes, whatever they are: depth first, each once. It
 * never throws. `capturedAt` makes the stack to tell where the thrown value has none.
 */
export const toExceptions = (
  thrown: unknown,
  mechanism: Mechanism,
  capturedAt?: () => string | undefined,
): readonly Exception[] => {
  const looks = looksOf(unwrap(thrown))
  // Most errors have no cause, and an error is to cost little.
  return causesOf(looks).length === 0
    ? [toException(looks, mechanism, capturedAt)]
    : withCauses(thrown, mechanism, capturedAt)
}

const withCauses = (
  thrown: unknown,
  mechanism: Mechanism,
  capturedAt?: () => string | undefined,
): readonly Exception[] => {
  const values: unknown[] = []
  const exceptions: Exception[] = []
  const tell = (named: unknown, how: Mechanism, depth: number): void => {
    const value = unwrap(named)
    if (values.length === mostExceptions || values.includes(value)) return
    const looks = looksOf(value)
    const parent = values.push(value) - 1
    exceptions.push(toException(looks, how, depth > 0 ? undefined : capturedAt))
    if (depth === deepest) return
    for (const cause of causesOf(looks)) {
      const { handled } = how
      tell(cause.value, { type: 'cause', handled, parent, source: cause.source }, depth + 1)
    }
  }
  tell(thrown, mechanism, 0)
  return exceptions
}

const toException = (
  looks: Looks,
  how: Mechanism,
  capturedAt?: () => string | undefined,
): Exception => {
  const { type, message, stack } = describeThrown(looks)
  const calls = stack || capturedAt?.()
  return {
    type: clip(type, longestType),
    message: clip(message),
    stack: calls ? { text: clip(callsOf(calls, message), longestStack) } : undefined,
    mechanism: stack ? how : { ...how, synthetic: true },
    properties: propertiesOf(looks, !!stack),
  }
}

/** A message of one short line is left to be taken off later: no call is lost for it. */
const callsOf = (stack: string, message: string): string =>
  message.length > longestType || message.includes('\n') ? withoutMessage(stack, message) : stack
