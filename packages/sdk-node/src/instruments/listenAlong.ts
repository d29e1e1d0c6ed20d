import type { EventEmitter } from 'node:events'
import type { Stop } from '@holdfast/shared'
import { asCompanion, isCompanion } from '../runtime/companion.ts'

type Listener = (...values: unknown[]) => void

/**
 * Listens only while somebody else does: for events that mean something else to the host as soon
 * as anybody listens to them. Two copies of the SDK do not keep each other listening.
 */
export const listenAlong = (emitter: EventEmitter, event: string, listener: Listener): Stop =>
  listenBy('on', { emitter, events: [event], listener })

/** The same, to several events, and hears of them before those who listen already. */
export const listenAhead = (
  emitter: EventEmitter,
  events: readonly string[],
  listener: Listener,
): Stop => listenBy('prependListener', { emitter, events, listener })

interface Along {
  readonly emitter: EventEmitter
  readonly events: readonly string[]
  readonly listener: Listener
}

const listenBy = (attach: 'on' | 'prependListener', { emitter, events, listener }: Along): Stop => {
  const along = asCompanion<Listener>((...values) => listener(...values))
  const isOurs = (name: unknown): name is string => events.includes(String(name))
  const isAttached = (event: string): boolean => emitter.listeners(event).includes(along)

  const onNewListener = (name: unknown, added: Listener): void => {
    if (isOurs(name) && !isCompanion(added) && !isAttached(name)) emitter[attach](name, along)
  }
  const onRemoveListener = (name: unknown): void => {
    if (isOurs(name) && emitter.listeners(name).every(isCompanion)) emitter.off(name, along)
  }
  for (const event of events) {
    if (!emitter.listeners(event).every(isCompanion)) emitter[attach](event, along)
  }
  emitter.on('newListener', onNewListener)
  emitter.on('removeListener', onRemoveListener)
  return () => {
    emitter.off('newListener', onNewListener)
    emitter.off('removeListener', onRemoveListener)
    for (const event of events) emitter.off(event, along)
  }
}
