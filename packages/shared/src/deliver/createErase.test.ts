import { describe, expect, it } from 'vitest'
import type { ScopeData } from '../model/scope.ts'
import { milliseconds } from '../model/units.ts'
import { answerOf } from '../testing/fakeRuntime/fakeTransport.ts'
import { createSampleSignal, createSignalAbout } from '../testing/sampleSignals.ts'
import { setUpOutbox } from '../testing/setUpOutbox.ts'
import type { Prepare } from './entry.ts'

const isOne = (userId: unknown): boolean => userId === 'one'
const nobody: ScopeData = { tags: {}, contexts: {} }

const hooks: Readonly<Record<string, Prepare>> = {
  'takes their user out': (signal) => ({ ...signal, scope: nobody }),
  'takes their user out, in its time': async (signal) => ({ ...signal, scope: nobody }),
  'takes their user out where it stands': (signal) => {
    Object.assign(signal.scope, { user: undefined })
    return signal
  },
  'names their user otherwise': (signal) => ({
    ...signal,
    scope: { ...nobody, user: { id: 'a hash' } },
  }),
}

/** Two signals about two users are with their server, which is not going to take them. */
const sendInVain = async (prepare: Prepare) => {
  const bench = setUpOutbox({ prepare })
  bench.runtime.transport.respond(async () => {
    await new Promise<void>(
      (resolve) => void bench.runtime.scheduler.after(milliseconds(3_000), resolve),
    )
    return answerOf(503)
  })
  bench.outbox.accept(createSignalAbout('one', 1))
  bench.outbox.accept(createSignalAbout('other', 2))
  await bench.runtime.advance(1_000)
  expect(bench.sizes()).toEqual([2])
  const recover = async (): Promise<void> => {
    bench.runtime.transport.respond(() => answerOf(200))
    await bench.runtime.advance(60_000)
  }
  return { ...bench, recover }
}

describe.each(Object.entries(hooks))('where a hook %s, those of one user are found', (_, hook) => {
  it('while they wait to be sent again', async () => {
    const { outbox, runtime, sizes, tally, recover } = await sendInVain(hook)
    await runtime.advance(3_000)
    expect(await outbox.erase(isOne, 'forgotten')).toBe(1)
    expect(tally()).toMatchObject({ pending: 1, lost: { forgotten: 1 } })
    await recover()
    expect(sizes()).toEqual([2, 1])
    expect(tally()).toMatchObject({ delivered: 1, pending: 0 })
  })

  it('while they are under way: they are not sent again', async () => {
    const { outbox, sizes, tally, recover } = await sendInVain(hook)
    expect(await outbox.erase(isOne, 'forgotten')).toBe(1)
    expect(tally()).toMatchObject({ pending: 2 })
    await recover()
    expect(sizes()).toEqual([2, 1])
    expect(tally()).toMatchObject({ delivered: 1, pending: 0, lost: { forgotten: 1 } })
  })
})

it('finds those too that a hook has made be about that user', async () => {
  const { outbox, accept, runtime, tally } = setUpOutbox({
    prepare: (signal) => ({ ...signal, scope: { ...nobody, user: { id: 'one' } } }),
  })
  runtime.transport.respond(() => answerOf(503))
  accept(2)
  await runtime.advance(1_000)
  expect(await outbox.erase(isOne, 'forgotten')).toBe(2)
  expect(tally()).toMatchObject({ pending: 0, lost: { forgotten: 2 } })
  expect(runtime.disk.signals).toEqual([])
})

it('reads whatever a hook has left of a signal', async () => {
  const { outbox, runtime, tally } = setUpOutbox({
    prepare: (signal) => ({ ...signal, scope: null as never }),
  })
  runtime.transport.respond(() => answerOf(503))
  outbox.accept(createSampleSignal(1))
  await runtime.advance(1_000)
  expect(await outbox.erase(isOne, 'forgotten')).toBe(0)
  expect(tally()).toMatchObject({ pending: 1 })
})

it('gives up what a store is handing over, too, at whatever moment', async () => {
  for (let steps = 0; steps < 25; steps++) {
    const before = setUpOutbox()
    for (const number of [1, 2, 3]) before.outbox.accept(createSignalAbout('one', number))
    before.runtime.crash()
    const { outbox, runtime, tally, sizes } = setUpOutbox({ disk: before.runtime.disk })
    void outbox.recover()
    for (let left = steps; left > 0; left--) await Promise.resolve()
    void outbox.erase(isOne, 'forgotten')
    await runtime.settle()
    expect(tally(), `${steps}`).toMatchObject({ recovered: 3, pending: 0, lost: { forgotten: 3 } })
    await runtime.advance(60_000)
    expect([sizes(), runtime.disk.signals]).toEqual([[], []])
  }
})

it('is over with the turn: what is stored of that user later is taken over', async () => {
  const { outbox, runtime, tally } = setUpOutbox()
  const late = { type: 'held', signal: createSignalAbout('one', 1), owed: ['wire'] } as const
  Object.assign(runtime.store, {
    recover: async function* recover() {
      await new Promise<void>((resolve) => {
        runtime.scheduler.after(milliseconds(10), resolve)
      })
      yield late
    },
  })
  void outbox.recover()
  expect(await outbox.erase(isOne, 'forgotten')).toBe(0)
  await runtime.advance(60_000)
  expect(tally()).toMatchObject({ recovered: 1, delivered: 1 })
})
