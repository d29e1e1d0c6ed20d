import { createSampleSignal } from '../../testing/sampleSignals.ts'
import { claimCalm, claimEqual } from '../claim.ts'
import { type ContractCase, caseGiven, caseOf } from '../contractCase.ts'
import { parkCases } from './parkCases.ts'
import {
  createEvent,
  createStored,
  eraseIn,
  idsOf,
  leaveBehind,
  owedTo,
  owing,
  recoverAll,
  type StoreHome,
  type SurvivalCase,
  sorted,
} from './storeHome.ts'

/**
 * What the core relies on in a store.
 *
 * @param createHome - makes an empty place; each case makes its own. `recover` of its stores must
 *   end once it has given what there is: one look, where it would go on looking for siblings.
 *
 * @example
 * storeContract(() => {
 *   const folder = mkdtempSync(join(tmpdir(), 'holdfast-'))
 *   return { open: () => openFileStore(folder), crash: (store) => abandon(store) }
 * })
 */
export const storeContract = (createHome: () => StoreHome): readonly ContractCase[] => [
  caseOf('store: takes what it is given, and is never in the way', async () => {
    const store = await createHome().open()
    const stored = createStored()
    await claimCalm('append(), settle() and close() do not fail', async () => {
      await store.append([])
      await store.settle([], 'one')
      await store.settle(idsOf(stored), 'one')
      await store.append(stored)
      await store.settle(idsOf(stored), 'one')
      await store.settle(idsOf(stored), 'one')
      await store.settle(idsOf(stored), 'nobody')
      await store.close()
      await store.close()
    })
  }),
  caseOf('store: an empty place gives nothing', async () => {
    const store = await createHome().open()
    claimEqual(await recoverAll(store), [], 'nothing is recovered')
    await store.close()
  }),
  caseOf('store: a life is not given what it holds itself', async () => {
    const store = await createHome().open()
    await store.append(createStored())
    claimEqual(await recoverAll(store), [], 'what this life appended is not recovered by it')
    await store.settle(idsOf(createStored()), 'one')
    await store.settle(idsOf(createStored()), 'two')
    await store.close()
  }),
  ...survivalCases.map(([name, run]) =>
    caseGiven(
      `store: ${name}`,
      { given: createHome().crash && createHome, missing: 'this store keeps nothing over lives' },
      async (create) => {
        const home = create()
        await run({ open: () => home.open(), crash: async (store) => home.crash?.(store) })
      },
    ),
  ),
]

const survivalCases: readonly SurvivalCase[] = [
  [
    'the next life is given what an earlier one left, whole',
    async ({ open, crash }) => {
      const stored = createStored()
      await leaveBehind({ open, crash }, stored)
      claimEqual(sorted(await recoverAll(await open())), sorted(stored), 'all is as it was')
    },
  ],
  [
    'what every sink has settled is gone',
    async ({ open, crash }) => {
      const first = await open()
      const stored = createStored()
      const settled = stored.slice(0, 2)
      await first.append(stored)
      await first.settle(idsOf(settled), 'two')
      await first.settle(idsOf(settled), 'one')
      await crash(first)
      const recovered = await recoverAll(await open())
      claimEqual(
        idsOf(sorted(recovered)),
        idsOf(sorted(stored.slice(2))),
        'only the others are recovered',
      )
    },
  ],
  [
    'what one sink has settled is owed to the others only',
    async ({ open, crash }) => {
      const first = await open()
      const stored = createStored()
      await first.append(stored)
      await first.settle(idsOf(stored), 'one')
      await first.close()
      const second = await open()
      const recovered = await recoverAll(second)
      claimEqual(sorted(recovered), sorted(owedTo(stored, 'two')), 'it is owed to the second sink')
      await second.settle(idsOf(recovered), 'two')
      await crash(second)
      claimEqual(await recoverAll(await open()), [], 'nothing is owed any more')
    },
  ],
  [
    'what is kept once more is owed to those of the last time only',
    async ({ open, crash }) => {
      const stored = [...createStored(), owing(createEvent(90))]
      const first = await open()
      await first.append(stored)
      await first.close()
      const second = await open()
      await recoverAll(second)
      await second.append(owedTo(stored, 'three'))
      await second.settle(idsOf(stored), 'one')
      await second.close()
      const third = await open()
      const recovered = await recoverAll(third)
      claimEqual(sorted(recovered), sorted(owedTo(stored, 'three')), 'it is owed to the new one')
      await third.settle(idsOf(recovered), 'three')
      await crash(third)
      claimEqual(await recoverAll(await open()), [], 'nothing is owed any more')
    },
  ],
  [
    'each signal goes to one taker only',
    async ({ open, crash }) => {
      const stored = Array.from({ length: 200 }, (_, index) => owing(createSampleSignal(index)))
      await leaveBehind({ open, crash }, stored)
      const takers = await Promise.all([open(), open(), open()])
      const shares = await Promise.all(takers.map((one) => recoverAll(one)))
      const ids = idsOf(sorted(shares.flat()))
      claimEqual(ids.length, new Set(ids).size, 'no signal is given twice')
      claimEqual(ids, idsOf(sorted(stored)), 'every signal is given')
    },
  ],
  [
    'what was recovered and not settled goes to the life after',
    async ({ open, crash }) => {
      const stored = createStored()
      await leaveBehind({ open, crash }, stored)
      const second = await open()
      const settled = (await recoverAll(second)).slice(0, 1)
      await second.settle(idsOf(settled), 'one')
      await second.settle(idsOf(settled), 'two')
      await crash(second)
      const recovered = await recoverAll(await open())
      const left = stored.filter(({ signal }) => signal.id !== settled[0]?.signal.id)
      claimEqual(idsOf(sorted(recovered)), idsOf(sorted(left)), 'all but the settled is recovered')
    },
  ],
  [
    'a life that closes leaves what is not settled to another',
    async ({ open }) => {
      const first = await open()
      const stored = createStored()
      await first.append(stored)
      await first.close()
      claimEqual(sorted(await recoverAll(await open())), sorted(stored), 'all is recovered')
    },
  ],
  [
    'a life that closes leaves also what it has recovered, and what it has not',
    async ({ open, crash }) => {
      const stored = createStored()
      await leaveBehind({ open, crash }, stored)
      const second = await open()

      for await (const _ of second.recover()) break
      await second.close()
      claimEqual(sorted(await recoverAll(await open())), sorted(stored), 'all is recovered')
    },
  ],
  [
    'what is erased is gone, of this life and of earlier ones, and only what was not recovered is given back',
    async ({ open, crash }) => {
      const stored = createStored()
      const [gone, left] = [stored.slice(0, 2), stored.slice(2)]
      await leaveBehind({ open, crash }, stored)
      const second = await open()
      const own = [owing(createEvent(90)), owing(createSampleSignal(91))]
      await second.append(own)
      const ids = idsOf([...gone, ...own])
      const given = await eraseIn(second, ids)
      claimEqual(sorted(given), sorted(gone), 'of earlier lives, it gives what it takes away')
      claimEqual(await eraseIn(second, ids), [], 'it gives that once')
      claimEqual(sorted(await recoverAll(second)), sorted(left), 'the others are recovered')
      await crash(second)
      claimEqual(sorted(await recoverAll(await open())), sorted(left), 'it stays gone')
    },
  ],
  [
    'what was recovered, settled by some or not, can be erased',
    async ({ open, crash }) => {
      const stored = createStored()
      await leaveBehind({ open, crash }, stored)
      const second = await open()
      await recoverAll(second)
      await second.settle(idsOf(stored.slice(1, 2)), 'one')
      claimEqual(await eraseIn(second, idsOf(stored.slice(0, 2))), [], 'its taker knows of it')
      await second.settle(idsOf(stored.slice(0, 2)), 'two')
      await crash(second)
      const left = idsOf(sorted(stored.slice(2)))
      claimEqual(idsOf(sorted(await recoverAll(await open()))), left, 'the others are recovered')
    },
  ],
  ...parkCases,
]
