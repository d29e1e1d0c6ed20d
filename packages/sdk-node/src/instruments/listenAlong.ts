import type { EventEmitter } from 'node:events'
import type { Stop } from '@holdfast/shared'
import { asCompanion, isCompanion } from '../runtime/companion.ts'

type Listener = (...values: unknown[]) => void

type Listen = (emitter: EventEmitter, event: string, listener: Listener) => Stop

/**
 * Listens only while somebody else does: for events that mean something else to the host as soon
 * as anybody listens to them. Two copies of the SDK do not keep each other listening.
 */
export const listenAlong: Listen = (...of) => listenBy('on', ...of)

/** The same, and hears of it before those who listen already. */
export const listenAhead: Listen = (...of) => listenBy('prependListener', ...of)

const listenBy = (
  attach: 'on' | 'prependListener',
  ...[emitter, event, listener]: Parameters<Listen>
): Stop => {
  const along = asCompanion<Listener>((...values) => listener(...values))
  const isAttached = (): boolean => emitter.listeners(event).includes(along)

  const onNewListener = (name: unknown, added: Listener): void => {
    if (name === event && !isCompanion(added) && !isAttached()) emitter[attach](event, along)
  }
  const onRemoveListener = (name: unknown): void => {
    if (name === event && emitter.listeners(event).every(isCompanion)) emitter.off(event, along)
  }
  if (!emitter.listeners(event).every(isCompanion)) emitter[attach](event, along)
  emitter.on('newListener', onNewListener)
  emitter.on('removeListener', onRemoveListener)
  return () => {
    emitter.off('newListener', onNewListener)
    emitter.off('removeListener', onRemoveListener)
    emitter.off(event, along)
  }
}
