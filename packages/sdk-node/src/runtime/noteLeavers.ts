import type { Stop } from '@holdfast/shared'
import { isCompanion } from './companion.ts'

interface Leavers {
  /** Whether somebody of the app's has stopped listening within this very call of the host. */
  has(event: string): boolean
  readonly stop: Stop
}

/** A listener that hears an event once is off the list before it hears it: whoever comes next would not see it. */
export const noteLeavers = (process: NodeJS.Process, events: readonly string[]): Leavers => {
  const left = new Set<string>()
  const onRemove = (event: unknown, listener: object): void => {
    if (typeof event !== 'string' || !events.includes(event) || isCompanion(listener)) return
    left.add(event)
    queueMicrotask(() => left.delete(event))
  }
  if (events.length > 0) process.on('removeListener', onRemove)
  return {
    has: (event) => left.has(event),
    stop: () => {
      process.off('removeListener', onRemove)
    },
  }
}
