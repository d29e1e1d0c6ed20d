import type { SignalId } from '../../model/signal.ts'
import type { StoredSignal } from '../../ports/outboxStore.ts'
import type { Around } from './around.ts'
import type { Life, SinkName } from './life.ts'

/** Fails as the world's mood is, and notes what the store was told. */
export const watchStore = ({ runtime: { store, disk }, seen }: Life, world: Around): void => {
  const { mood, kindOf, settled } = world
  const fail = (): Promise<never> => {
    const error = new Error('The disk is full.')
    if (mood.store === 'throws') throw error
    return Promise.reject(error)
  }
  const append = (stored: readonly StoredSignal[]): void | Promise<void> => {
    if (mood.consent !== 'granted') seen.crimes.push('stored without consent')
    for (const { signal } of stored) kindOf.set(signal.id, signal.kind)
    if (mood.store === 'keeps') return keep(stored)
    seen.notStored += stored.length
    for (const { signal } of stored) seen.unstored.add(signal.id)
    return fail()
  }
  const { append: keep, settle: write, erase: remove } = store
  const settle = (ids: readonly SignalId[], sink: string): void | Promise<void> => {
    if (mood.store !== 'keeps') {
      world.isStoreExact = false
      return fail()
    }
    // The dead write nothing.
    if (!seen.isOver) for (const id of ids) settled[sink as SinkName].add(id)
    return write(ids, sink)
  }
  const erase: typeof remove = (isGone, onFailed) => {
    if (mood.store === 'keeps') {
      // What is under way is still held, and no more on the disk.
      for (const signal of disk.signals) if (isGone(signal)) seen.unstored.add(signal.id)
      return remove(isGone, onFailed)
    }
    world.isStoreExact = false
    return fail()
  }
  Object.assign(store, { append, settle, erase })
}
