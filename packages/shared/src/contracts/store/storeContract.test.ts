import { describe, expect, test } from 'vitest'
import type { OutboxStore, Recovered, StoredSignal } from '../../ports/outboxStore.ts'
import { createFakeDisk } from '../../testing/fakeRuntime/fakeDisk.ts'
import { createMemoryStore } from '../../webRuntime/memoryStore.ts'
import { runContract } from '../contractCase.ts'
import { storeContract } from './storeContract.ts'
import type { StoreHome } from './storeHome.ts'

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
  const kept = new Map<string, StoredSignal>()
  const store: OutboxStore = {
    append: (added) => {
      for (const one of added) kept.set(one.signal.id, one)
    },
    settle: (ids) => {
      for (const id of ids) kept.delete(id)
    },
    async *recover() {
      for (const one of kept.values()) yield { type: 'held' as const, ...one }
    },
    close: () => undefined,
  }
  return { open: () => ({ ...store }), crash: () => undefined }
}

/** Does something to each signal that is recovered, before it is handed over. */
const recovering =
  (change: (found: StoredSignal, store: OutboxStore) => StoredSignal): Plant =>
  (store) => ({
    async *recover() {
      for await (const found of store.recover()) {
        yield found.type === 'held'
          ? { type: 'held' as const, ...change(found, store) }
          : (found satisfies Recovered)
      }
    },
  })

const settleAll = ({ settle }: OutboxStore, { signal, owed }: StoredSignal): void => {
  for (const sink of owed) void settle([signal.id], sink)
}

const faults: readonly (readonly [caseName: string, createHome: () => StoreHome])[] = [
  [
    'takes what it is given, and is never in the way',
    () => createDiskHome(() => ({ settle: () => Promise.reject(new Error('the disk is full')) })),
  ],
  [
    'an empty place gives nothing',
    () => ({
      open: () => ({
        ...createMemoryStore(),
        async *recover() {
          yield* [{ type: 'unreadable', records: 1 } as const]
        },
      }),
    }),
  ],
  ['a life is not given what it holds itself', createCommonHome],
  ['each signal goes to one taker only', createCommonHome],
  [
    'the next life is given what an earlier one left, whole',
    () =>
      createDiskHome(({ append }) => ({
        append: (stored) =>
          append(stored.map(({ signal, owed }) => ({ owed, signal: { ...signal, message: '' } }))),
      })),
  ],
  [
    'what every sink has settled is gone',
    () => createDiskHome(() => ({ settle: () => undefined })),
  ],
  [
    'what one sink has settled is owed to the others only',
    () =>
      createDiskHome(({ settle }) => ({
        settle: async (ids) => {
          for (const sink of ['one', 'two']) await settle(ids, sink)
        },
      })),
  ],
  [
    'what was recovered and not settled goes to the life after',
    () =>
      createDiskHome(
        recovering((found, store) => {
          settleAll(store, found)
          return found
        }),
      ),
  ],
  [
    'a life that closes leaves what is not settled to another',
    () => createDiskHome(() => ({ close: () => undefined })),
  ],
  [
    'a life that closes leaves also what it has recovered, and what it has not',
    () => createDiskHome(() => ({ close: () => undefined })),
  ],
  [
    'what is erased is gone, of this life and of earlier ones, and only what was not recovered is given back',
    () => createDiskHome(() => ({ erase: () => [] })),
  ],
  [
    'what was recovered, settled by some or not, can be erased',
    () => createDiskHome(() => ({ erase: () => [] })),
  ],
  [
    'what is parked comes back in the same life, once, to those that had no room for it',
    () => createDiskHome((store) => ({ park: (stored) => void store.append([stored]) })),
  ],
  [
    'what is parked goes to the next life like any other',
    () => createDiskHome(() => ({ park: () => undefined })),
  ],
  [
    'what is parked and erased is given back, as owed to those that had no room for it',
    () => createDiskHome((store) => ({ park: (stored) => void store.append([stored]) })),
  ],
]

test.each(faults)('a store with a fault breaks "%s"', async (name, createHome) => {
  const results = await runContract(storeContract(createHome))
  expect(results.find((result) => result.name === `store: ${name}`)).toMatchObject({
    outcome: 'broken',
  })
})
