import type { Exception, Mechanism } from '../model/exception.ts'
import { clip } from '../primitives/toJson.ts'
import { type Cause, causesOf } from './causesOf.ts'
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
  const first = toException(looks, mechanism, capturedAt)
  const causes = causesOf(looks)
  // Most errors have none, and an error is to cost little.
  return causes.length === 0 ? [first] : withCauses(looks.value, first, causes)
}

const withCauses = (
  thrown: unknown,
  first: Exception,
  firstCauses: readonly Cause[],
): readonly Exception[] => {
  const { handled } = first.mechanism
  const values = [thrown]
  const exceptions = [first]
  const tell = (causes: readonly Cause[], depth: number): void => {
    const parent = values.length - 1
    for (const { source, value: named } of causes) {
      const value = unwrap(named)
      if (values.length === mostExceptions || values.includes(value)) continue
      const looks = looksOf(value)
      values.push(value)
      exceptions.push(toException(looks, { type: 'cause', handled, parent, source }))
      if (depth < deepest) tell(causesOf(looks), depth + 1)
    }
  }
  tell(firstCauses, 1)
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
