import { describe, expect, test } from 'vitest'
import type { OutboxStore, StoredSignal } from '../../ports/outboxStore.ts'
import { createFakeDisk } from '../../testing/fakeRuntime/fakeDisk.ts'
import { createSampleSignal } from '../../testing/sampleSignals.ts'
import { createMemoryStore } from '../../webRuntime/memoryStore.ts'
import { runContract } from '../contractCase.ts'
import { type StoreHome, storeContract } from './storeContract.ts'

type Plant = (store: OutboxStore) => Partial<OutboxStore>

const createDiskHome = (plant: Plant = () => ({})): StoreHome => {
  const disk = createFakeDisk()
  const deaths = new Map<OutboxStore, () => void>()
  return {
    open: () => {
      const { store, die } = disk.open()
      const planted = { ...store, ...plant(store) }
      deaths.set(planted, die)
      return planted
    },
    crash: (store) => deaths.get(store)?.(),
  }
}

describe.each([
  ['the disk of the fake runtime', createDiskHome],
  ['the store that keeps nothing', () => ({ open: createMemoryStore })],
])('%s', (_, createHome) => {
  for (const { name, run, skipped } of storeContract(createHome)) {
    test.skipIf(skipped)(skipped ? `${name} (${skipped})` : name, run)
  }
})

/** A store that hands out whatever it holds, to whoever asks. */
const createCommonHome = (): StoreHome => {
  const held = new Map<string, StoredSignal>()
  const store: OutboxStore = {
    append: (added) => {
      for (const stored of added) held.set(stored.signal.id, stored)
    },
    settle: (ids) => {
      for (const id of ids) held.delete(id)
    },
    async *recover() {
      for (const stored of held.values()) yield { type: 'held', ...stored }
    },
    close: () => undefined,
  }
  return { open: () => ({ ...store }), crash: () => undefined }
}

const faults: readonly (readonly [caseName: string, createHome: () => StoreHome])[] = [
  [
    'store: takes what it is given, and is never in the way',
    () => createDiskHome(() => ({ settle: () => Promise.reject(new Error('the disk is full')) })),
  ],
  [
    'store: an empty place gives nothing',
    () => ({
      open: () => ({
        ...createMemoryStore(),
        async *recover() {
          yield { type: 'held', signal: createSampleSignal(1), owed: ['sink'] }
        },
      }),
    }),
  ],
  ['store: a life is not given what it holds itself', createCommonHome],
  ['store: each signal goes to one taker only', createCommonHome],
  [
    'store: the next life is given what an earlier one left, whole',
    () =>
      createDiskHome(({ append }) => ({
        append: (stored) =>
          append(stored.map(({ signal, owed }) => ({ signal: { ...signal, message: '' }, owed }))),
      })),
  ],
  ['store: what was settled is gone', () => createDiskHome(() => ({ settle: () => undefined }))],
  [
    'store: what was recovered and not settled goes to the life after',
    () =>
      createDiskHome((store) => ({
        async *recover() {
          for await (const found of store.recover()) {
            if (found.type === 'held') await store.settle([found.signal.id], 'sink')
            yield found
          }
        },
      })),
  ],
]

test.each(faults)('a store with a fault breaks "%s"', async (caseName, createHome) => {
  const results = await runContract(storeContract(createHome))
  expect(results.find(({ name }) => name === caseName)).toMatchObject({ outcome: 'broken' })
})
