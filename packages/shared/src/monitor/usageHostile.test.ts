import { describe, expect, it } from 'vitest'
import type { LocalSink } from '../ports/sink.ts'
import type { UsageJournal } from '../ports/usageJournal.ts'
import { createFakeRuntime } from '../testing/fakeRuntime/createFakeRuntime.ts'
import { createFakeJournal } from '../testing/fakeRuntime/fakeJournal.ts'
import { setUpUsage, usagesIn, usageTotalsOf } from '../testing/setUpUsage.ts'

/** Its pages cannot be taken away. */
const stuck = (journal: UsageJournal): UsageJournal => {
  const remove = () => {
    throw new Error('EROFS')
  }
  return {
    ...journal,
    begin: () => ({ ...journal.begin(), remove }),
    recover: async function* recover() {
      for await (const left of journal.recover()) yield { ...left, remove }
    },
  }
}

describe('what is metered', () => {
  it('goes once, whoever asks for it while it is on its way', async () => {
    let isFlushed = false
    const witness: LocalSink = {
      name: 'witness',
      accepts: () => {
        if (!isFlushed) {
          isFlushed = true
          void bench.monitor.flush(0)
          bench.usage('late', 'acme')
        }
        return false
      },
      receive: () => undefined,
    }
    const bench = setUpUsage({ witness })
    for (const meter of ['a', 'b', 'c', 'd']) bench.usage(meter, 'acme')
    await bench.signals()
    // What came meanwhile is on the next page.
    const signals = usagesIn(await bench.signals())
    expect(usageTotalsOf(signals)).toEqual({
      'a acme': 1,
      'b acme': 1,
      'c acme': 1,
      'd acme': 1,
      'late acme': 1,
    })
    expect(new Set(signals.map(({ id }) => id)).size).toBe(5)
  })

  it('counts whatever a sink does that hears of it', async () => {
    const witness: LocalSink = {
      name: 'witness',
      accepts: () => false,
      receive: () => undefined,
      foresee: () => {
        throw new Error('no')
      },
    }
    const { usage, signals, said } = setUpUsage({ witness })
    expect(usage('requests', 'acme')).toBe(true)
    expect(usageTotalsOf(await signals())).toEqual({ 'requests acme': 1 })
    expect(said).toHaveLength(1)
  })

  it('is taken and told where a page cannot be taken away', async () => {
    const journal = createFakeJournal()
    const before = journal.open()
    for (let number = 0; number < 3; number++) before.begin().note(row(number), 1)
    before.close()
    const { usage, signals, runtime } = setUpUsage({ journal: stuck(journal.open()) })
    expect(usage('requests', 'acme')).toBe(true)
    await runtime.advance(10_000)
    for (let number = 0; number < 10_001; number++) {
      expect(usage('requests', `subject ${number}`)).toBe(true)
    }
    const totals = usageTotalsOf(await signals())
    expect(totals).toMatchObject({ 'requests acme': 1, 'left 0': 1, 'left 1': 1, 'left 2': 1 })
    expect(Object.keys(totals)).toHaveLength(10_005)
  })

  it('of another life waits for consent, and goes when it is given', async () => {
    const journal = createFakeJournal()
    const before = journal.open()
    for (let number = 0; number < 3; number++) before.begin().note(row(number), 1)
    before.close()
    const runtime = createFakeRuntime({ seed: 1 })
    const { signals, monitor } = setUpUsage({
      journal: journal.open(),
      runtime,
      consent: 'pending',
    })
    await runtime.advance(60_000)
    expect(await signals()).toEqual([])
    expect(Object.keys(journal.pages)).toHaveLength(3)
    monitor.setConsent('granted')
    await runtime.advance(10_000)
    expect(usageTotalsOf(await signals())).toEqual({ 'left 0': 1, 'left 1': 1, 'left 2': 1 })
    expect(journal.pages).toEqual({})
  })
})

const row = (number: number) => ({
  index: 0,
  meter: 'left',
  minute: 0 as never,
  subject: `${number}`,
  id: undefined,
})
