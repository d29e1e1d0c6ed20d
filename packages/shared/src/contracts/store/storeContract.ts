import type { Signal, SignalId } from '../../model/signal.ts'
import type { OutboxStore, StoredSignal } from '../../ports/outboxStore.ts'
import { createSampleSignal, createSampleSignals } from '../../testing/sampleSignals.ts'
import { claimCalm, claimEqual } from '../claim.ts'
import { type ContractCase, caseGiven, caseOf } from '../contractCase.ts'

/** One place that stores keep their signals in, over several lives. */
export interface StoreHome {
  /** Opens the place as a new life of the host does: a process, a page, an isolate. */
  open(): OutboxStore | Promise<OutboxStore>
  /** Ends that life without warning. Leave it out where nothing is kept over lives. */
  crash?(store: OutboxStore): void | Promise<void>
}

/**
 * What the core relies on in a store.
 *
 * @param createHome - makes an empty place; each case makes its own.
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
    const signals = createSampleSignals()
    await claimCalm('append() and settle() do not fail', async () => {
      await store.append([])
      await store.settle([], 'sink')
      await store.settle(idsOf(signals), 'sink')
      await store.append(stored(signals))
      await store.settle(idsOf(signals), 'sink')
      await store.settle(idsOf(signals), 'sink')
    })
  }),
  caseOf('store: an empty place gives nothing', async () => {
    claimEqual(await recoverAll(await createHome().open()), [], 'nothing is recovered')
  }),
  caseOf('store: a life is not given what it holds itself', async () => {
    const store = await createHome().open()
    await store.append(stored(createSampleSignals()))
    claimEqual(await recoverAll(store), [], 'what this life appended is not recovered by it')
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

type Lives = Required<StoreHome>

const survivalCases: readonly (readonly [name: string, run: (lives: Lives) => Promise<void>])[] = [
  [
    'the next life is given what an earlier one left, whole',
    async ({ open, crash }) => {
      const signals = createSampleSignals()
      await leaveBehind({ open, crash }, signals)
      claimEqual(sorted(await recoverAll(await open())), sorted(signals), 'all is as it was')
    },
  ],
  [
    'what was settled is gone',
    async ({ open, crash }) => {
      const first = await open()
      const [settled, ...others] = createSampleSignals()
      await first.append(stored(settled ? [settled, ...others] : others))
      await first.settle(settled ? [settled.id] : [], 'sink')
      await crash(first)
      const recovered = await recoverAll(await open())
      claimEqual(idsOf(sorted(recovered)), idsOf(sorted(others)), 'only the others are recovered')
    },
  ],
  [
    'each signal goes to one taker only',
    async ({ open, crash }) => {
      const signals = Array.from({ length: 200 }, (_, index) => createSampleSignal(index))
      await leaveBehind({ open, crash }, signals)
      const takers = await Promise.all([open(), open(), open()])
      const shares = await Promise.all(takers.map(recoverAll))
      const ids = idsOf(sorted(shares.flat()))
      claimEqual(ids.length, new Set(ids).size, 'no signal is given twice')
      claimEqual(ids, idsOf(sorted(signals)), 'every signal is given')
    },
  ],
  [
    'what was recovered and not settled goes to the life after',
    async ({ open, crash }) => {
      const signals = createSampleSignals()
      await leaveBehind({ open, crash }, signals)
      const second = await open()
      const [first] = await recoverAll(second)
      await second.settle(first ? [first.id] : [], 'sink')
      await crash(second)
      const recovered = await recoverAll(await open())
      const left = signals.filter(({ id }) => id !== first?.id)
      claimEqual(idsOf(sorted(recovered)), idsOf(sorted(left)), 'all but the settled is recovered')
    },
  ],
]

const leaveBehind = async ({ open, crash }: Lives, signals: readonly Signal[]): Promise<void> => {
  const store = await open()
  await store.append(stored(signals))
  await crash(store)
}

const recoverAll = async (store: OutboxStore): Promise<readonly Signal[]> => {
  const signals: Signal[] = []
  for await (const found of store.recover()) {
    if (found.type === 'held') signals.push(found.signal)
  }
  return signals
}

const idsOf = (signals: readonly Signal[]): readonly SignalId[] => signals.map(({ id }) => id)

const sorted = (signals: readonly Signal[]): readonly Signal[] =>
  [...signals].sort((left, right) => (left.id < right.id ? -1 : 1))

const stored = (signals: readonly Signal[]): readonly StoredSignal[] =>
  signals.map((signal) => ({ signal, owed: ['sink'] }))
