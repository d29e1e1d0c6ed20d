import type { Signal, SignalId } from '../../model/signal.ts'
import type { OutboxStore, StoredSignal } from '../../ports/outboxStore.ts'
import { createSampleSignal, createSampleSignals } from '../../testing/sampleSignals.ts'
import { claim } from '../claim.ts'

/** One place that stores keep their signals in, over several lives. */
export interface StoreHome {
  /** Opens the place as a new life of the host does: a process, a page, an isolate. */
  open(): OutboxStore | Promise<OutboxStore>
  /** Ends that life without warning. Leave it out where nothing is kept over lives. */
  crash?(store: OutboxStore): void | Promise<void>
}

type Lives = Required<StoreHome>

/** What a store promises over lives. */
export type SurvivalCase = readonly [name: string, run: (lives: Lives) => Promise<void>]

/** Of those that may be written a little later. */
export const createEvent = (number: number): Signal => {
  const { id, time, resource, scope } = createSampleSignal(number)
  return { id, time, resource, scope, kind: 'event', name: 'contract', attributes: {} }
}

const reject = (error: unknown): void => claim(false, `nothing fails: ${String(error)}`)

export const eraseIn = async (
  store: OutboxStore,
  ids: readonly SignalId[],
): Promise<readonly StoredSignal[]> => {
  claim(store.erase !== undefined, 'what is kept over lives can be erased')
  return (await store.erase?.(({ id }) => ids.includes(id), reject)) ?? []
}

export const leaveBehind = async (
  { open, crash }: Lives,
  stored: readonly StoredSignal[],
): Promise<void> => {
  const store = await open()
  await store.append(stored)
  await crash(store)
}

export const recoverAll = async (
  store: OutboxStore,
  hasRoom?: (sink: string) => boolean,
): Promise<readonly StoredSignal[]> => {
  const stored: StoredSignal[] = []
  for await (const found of store.recover(hasRoom)) {
    claim(found.type === 'held', 'what lies there is young, whole, and not too much', found)
    stored.push({ signal: found.signal, owed: found.owed })
  }
  return stored
}

export const createStored = (): readonly StoredSignal[] => createSampleSignals().map(owing)

export const owing = (signal: StoredSignal['signal']): StoredSignal => ({
  signal,
  owed: ['one', 'two'],
})

export const owedTo = (stored: readonly StoredSignal[], sink: string): readonly StoredSignal[] =>
  stored.map(({ signal }) => ({ signal, owed: [sink] }))

export const idsOf = (stored: readonly StoredSignal[]): readonly SignalId[] =>
  stored.map(({ signal }) => signal.id)

export const sorted = (stored: readonly StoredSignal[]): readonly StoredSignal[] =>
  [...stored].sort((left, right) => (left.signal.id < right.signal.id ? -1 : 1))
