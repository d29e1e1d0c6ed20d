import { expect, it } from 'vitest'
import { createDebugChannel } from '../diagnostics/debugChannel.ts'
import { createLedger } from '../diagnostics/ledger.ts'
import type { OutboxStore } from '../ports/outboxStore.ts'
import { createFakeDisk } from '../testing/fakeRuntime/fakeDisk.ts'
import { createSampleSignal } from '../testing/sampleSignals.ts'
import { createKeeper } from './keeper.ts'

const setUp = (store: Partial<OutboxStore>) => {
  const said: string[] = []
  const ledger = createLedger([])
  const debug = createDebugChannel(({ code }) => said.push(code))
  const keeper = createKeeper({ ...createFakeDisk().open().store, ...store }, ledger, debug)
  return { keeper, said, notStored: () => ledger.stats(() => 0).store.notStored }
}

const [one, other] = [createSampleSignal(1), createSampleSignal(2)]

it('settles in one go, for each sink, what is settled in one turn', async () => {
  const written: unknown[] = []
  const { keeper } = setUp({ settle: (ids, sink) => void written.push([sink, ids]) })
  keeper.settle(one.id, 'a')
  keeper.settle(one.id, 'b')
  keeper.settle(other.id, 'a')
  expect(written).toEqual([])
  await Promise.resolve()
  expect(written).toEqual([
    ['a', [one.id, other.id]],
    ['b', [one.id]],
  ])
  keeper.settle(other.id, 'b')
  await Promise.resolve()
  expect(written.slice(2)).toEqual([['b', [other.id]]])
})

it('settles at once when it is told to, and not again', async () => {
  const written: unknown[] = []
  const { keeper } = setUp({ settle: (ids) => void written.push(ids) })
  keeper.settle(one.id, 'a')
  keeper.write()
  expect(written).toEqual([[one.id]])
  await Promise.resolve()
  expect(written).toHaveLength(1)
})

it('writes what is settled before it closes the store', () => {
  const calls: string[] = []
  const { keeper } = setUp({
    settle: () => void calls.push('settle'),
    close: () => void calls.push('close'),
  })
  keeper.settle(one.id, 'a')
  keeper.close()
  expect(calls).toEqual(['settle', 'close'])
})

const fail = (): never => {
  throw new Error('The disk is full.')
}

it.each([
  ['throws', fail],
  ['rejects', async () => fail()],
])('counts what a store that %s did not keep, says so once, and goes on', async (_, failing) => {
  const store = { append: failing, settle: failing, close: failing }
  const { keeper, said, notStored } = setUp(store)
  keeper.keep([{ signal: one, owed: ['a'] }])
  keeper.keep([{ signal: other, owed: ['a'] }])
  keeper.settle(one.id, 'a')
  keeper.close()
  await Promise.resolve()
  await Promise.resolve()
  expect(notStored()).toBe(2)
  expect(said).toEqual(['storeFailed'])
})

it('gives what was erased where the store fails for a part of it, and says so once', async () => {
  const found = [{ signal: one, owed: ['a'] }]
  const { keeper, said } = setUp({
    erase: (_, onFailed) => {
      onFailed(new Error('A file is a link.'))
      onFailed(new Error('A file is a link.'))
      return found
    },
  })
  expect(await keeper.erase(() => true)).toEqual(found)
  expect(said).toEqual(['storeFailed'])
})
