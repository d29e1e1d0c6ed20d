import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Signal } from '../model/signal.ts'
import type { UsageJournal } from '../ports/usageJournal.ts'
import { createFakeJournal, type FakeJournal } from '../testing/fakeRuntime/fakeJournal.ts'
import { setUpUsage, usagesIn, usageTotalsOf } from '../testing/setUpUsage.ts'
import type { UsageOptions } from './usage.ts'

const endOf = (journal: FakeJournal, opened: UsageJournal): void => {
  opened.close()
  journal.fails = false
}

describe('what is metered and kept', () => {
  it('is kept before the call returns, until it is in the outbox', async () => {
    const journal = createFakeJournal()
    const { usage, signals } = setUpUsage({ journal: journal.open() })
    usage('requests', 'acme')
    usage('requests', 'acme')
    expect(Object.values(journal.pages)).toEqual([2])
    expect(usageTotalsOf(await signals())).toEqual({ 'requests acme': 2 })
    expect(journal.pages).toEqual({})
  })

  it('becomes the same signals in the next life', async () => {
    const journal = createFakeJournal()
    const opened = journal.open()
    const first = setUpUsage({ journal: opened })
    for (let call = 0; call < 1_000; call++) {
      first.usage(`meter ${call % 3}`, `subject ${call % 250}`, call)
    }
    first.usage('meter 0', 'named', 7, { id: 'a' })
    const before = structuredClone(journal.pages)
    expect(Object.values(before)).toEqual([1_000])
    first.runtime.crash()
    opened.close()
    const twin = setUpUsage({ journal: journal.open() })
    const recovered = await twin.signals()
    expect(journal.pages).toEqual({})
    const again = createFakeJournal()
    const whole = setUpUsage({ journal: again.open() })
    for (let call = 0; call < 1_000; call++) {
      whole.usage(`meter ${call % 3}`, `subject ${call % 250}`, call)
    }
    whole.usage('meter 0', 'named', 7, { id: 'a' })
    const told = await whole.signals()
    const facts = (all: readonly Signal[]) =>
      usagesIn(all).map(({ id, meter, minute, deltas }) => ({ id, meter, minute, deltas }))
    expect(facts(recovered)).toEqual(facts(told))
    expect(facts(told).length).toBeGreaterThan(6)
  })

  it('goes on in memory where the disk fails, and says so', async () => {
    const journal = createFakeJournal()
    const { usage, monitor, said, signals } = setUpUsage({ journal: journal.open() })
    usage('requests', 'acme')
    journal.fails = true
    expect([usage('requests', 'acme', 2), usage('requests', 'zeta', 3)]).toEqual([true, true])
    expect(monitor.stats().store.notStored).toBe(1)
    expect(said).toEqual(['Usage is kept in memory only'])
    expect(usageTotalsOf(await signals())).toEqual({ 'requests acme': 3, 'requests zeta': 3 })
    expect(journal.pages).toEqual({})
  })

  it('takes no more memory for a million subjects than for ten thousand', async () => {
    const journal = createFakeJournal()
    const { usage, memory, runtime } = setUpUsage({ journal: journal.open() })
    for (let subject = 0; subject < 20_001; subject++) usage('requests', `subject ${subject}`)
    expect(Object.values(journal.pages)).toEqual([10_000, 1])
    for (let turn = 0; turn < 20; turn++) await runtime.advance(0)
    expect(Object.values(journal.pages)).toEqual([1])
    expect(Object.keys(usageTotalsOf(memory.signals))).toHaveLength(20_000)
  })

  it('is never less, nor more, whatever is used, fails, and dies', {
    timeout: 60_000,
  }, async () => {
    interface Use {
      readonly meter: string
      readonly subject: string
      readonly quantity: number
      readonly options?: UsageOptions
    }
    const use: fc.Arbitrary<Use> = fc.record(
      {
        meter: fc.constantFrom('a', 'b', '__proto__'),
        subject: fc.constantFrom('one', 'two', 'constructor', '\0'),
        quantity: fc.integer({ min: -5, max: 100 }),
        options: fc.record(
          { id: fc.constantFrom('x', 'y'), at: fc.constantFrom(0, 60_000, 1e12) },
          { requiredKeys: [] },
        ),
      },
      { requiredKeys: ['meter', 'subject', 'quantity'] },
    )
    const step = fc.oneof(
      { weight: 10, arbitrary: use },
      { weight: 1, arbitrary: fc.constantFrom('crash', 'wait', 'flush') },
    )
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const journal = createFakeJournal()
        const arrived: Signal[] = []
        const expected: Record<string, number> = {}
        const names = new Set<string>()
        const begin = () => {
          const opened = journal.open()
          return { opened, ...setUpUsage({ journal: opened }) }
        }
        let life = begin()
        const end = () => {
          arrived.push(...life.memory.signals)
          endOf(journal, life.opened)
          life.runtime.crash()
          life = begin()
        }
        for (const one of steps) {
          if (one === 'crash') end()
          else if (one === 'wait') await life.runtime.advance(10_000)
          else if (one === 'flush') await life.signals()
          else {
            const { meter, subject, options } = one
            // A name stands for one quantity: of two, nobody knows which one arrives first.
            const quantity = options?.id === undefined ? one.quantity : 7
            expect(life.usage(meter, subject, quantity, options)).toBe(true)
            const name = JSON.stringify([meter, subject, options?.id])
            const isRepeat = options?.id !== undefined && names.has(name)
            if (isRepeat || quantity === 0) continue
            names.add(name)
            const key = `${meter} ${subject}`
            expected[key] = (expected[key] ?? 0) + quantity
          }
        }
        await life.signals()
        end()
        await life.signals()
        end()
        const totals = usageTotalsOf(arrived)
        const isNothing = ([, total]: readonly [string, number]) => total !== 0
        expect(Object.entries(totals).filter(isNothing).sort()).toEqual(
          Object.entries(expected).filter(isNothing).sort(),
        )
      }),
      { numRuns: 300 },
    )
  })
})
