import { attempt, property } from '../primitives/attempt.ts'

/** An event may be the reason of a rejection, which an event tells of. */
const mostLevels = 3

/** Whether a value looks like an event, of this realm or another, or of a framework's making. */
export const isEvent = (value: unknown): boolean =>
  attempt(() => {
    const { defaultPrevented, type } = (value ?? {}) as Record<string, unknown>
    return typeof defaultPrevented === 'boolean' && typeof type === 'string'
  }, false)

/**
 * What was thrown, where an event tells of it: the error of an ErrorEvent, the reason of a
 * PromiseRejectionEvent. Every other value is itself. To be called before a value is marked, so
 * that an error counts once whether it comes by itself or in an event.
 */
export const unwrap = (thrown: unknown, levels: number = mostLevels): unknown => {
  if (levels === 0 || !isEvent(thrown)) return thrown
  return unwrap(toldBy(thrown), levels - 1)
}

const toldBy = (thrown: unknown): unknown => {
  // An event of closing has a reason too, but no promise; and a promise may be rejected with nothing.
  if (property(thrown, 'promise')) return property(thrown, 'reason')
  // Libraries that bring their own promises tell of a rejection in the detail of an event.
  return property(thrown, 'error') ?? property(property(thrown, 'detail'), 'reason') ?? thrown
}
