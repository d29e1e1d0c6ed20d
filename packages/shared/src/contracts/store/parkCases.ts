import type { OutboxStore, StoredSignal } from '../../ports/outboxStore.ts'
import { claim, claimEqual } from '../claim.ts'
import {
  createStored,
  eraseIn,
  idsOf,
  owedTo,
  recoverAll,
  type SurvivalCase,
  sorted,
} from './storeHome.ts'

export const parkCases: readonly SurvivalCase[] = [
  [
    'what is parked comes back in the same life, once, to those that had no room for it',
    async ({ open, crash }) => {
      const store = await open()
      const stored = createStored()
      for (const one of stored) park(store, one, ['two'])
      await store.settle(idsOf(stored.slice(0, 1)), 'one')
      await store.settle(idsOf(stored.slice(1, 2)), 'two')
      const waiting = [...stored.slice(0, 1), ...stored.slice(2)]
      const given = await recoverAll(store)
      claimEqual(sorted(given), sorted(owedTo(waiting, 'two')), 'they are given what they owe')
      claimEqual(await recoverAll(store), [], 'they are given it once')
      await store.settle(idsOf(stored), 'two')
      await crash(store)
      const left = owedTo(stored.slice(1), 'one')
      claimEqual(
        sorted(await recoverAll(await open())),
        sorted(left),
        'the others still owe theirs',
      )
    },
  ],
  [
    'what is parked is given to those who have room, each at its time, past those who have none',
    async ({ open }) => {
      const store = await open()
      const stored = createStored()
      const [first, ...others] = stored
      for (const one of stored) park(store, one, one === first ? ['one'] : ['one', 'two'])
      const toTwo = await recoverAll(store, (sink) => sink === 'two')
      claimEqual(sorted(toTwo), sorted(owedTo(others, 'two')), 'one waits, and two does not')
      const toOne = await recoverAll(store, (sink) => sink === 'one')
      claimEqual(sorted(toOne), sorted(owedTo(stored, 'one')), 'one is given its own')
      claimEqual(await recoverAll(store), [], 'they are given it once')
    },
  ],
  [
    'what is parked goes to the next life like any other',
    async ({ open, crash }) => {
      const stored = createStored()
      for (const end of [crash, ({ close }: OutboxStore) => close()]) {
        const store = await open()
        for (const one of stored) park(store, one, ['two'])
        await end(store)
        const next = await open()
        claimEqual(sorted(await recoverAll(next)), sorted(stored), 'all of its sinks still owe it')
        for (const sink of ['one', 'two']) await next.settle(idsOf(stored), sink)
        await next.close()
      }
    },
  ],
  [
    'what is parked and erased is given back, as owed to those that had no room for it',
    async ({ open, crash }) => {
      const store = await open()
      const stored = createStored()
      for (const one of stored) park(store, one, ['two'])
      const gone = stored.slice(0, 2)
      const given = await eraseIn(store, idsOf(gone))
      claimEqual(sorted(given), sorted(owedTo(gone, 'two')), 'nobody else has counted it for them')
      const left = stored.slice(2)
      claimEqual(
        sorted(await recoverAll(store)),
        sorted(owedTo(left, 'two')),
        'it is not recovered',
      )
      await crash(store)
      claimEqual(sorted(await recoverAll(await open())), sorted(left), 'it stays gone')
    },
  ],
]

const park = (store: OutboxStore, stored: StoredSignal, sinks: readonly string[]): void => {
  claim(store.park !== undefined, 'what is kept over lives can be parked')
  store.park?.(stored, sinks)
}
