import { describe, expect, it } from 'vitest'
import { usageDeltaId } from '../model/usageDeltaId.ts'
import type { LocalSink, Use } from '../ports/sink.ts'
import { createFakeJournal } from '../testing/fakeRuntime/fakeJournal.ts'
import { setUpUsage, usagesIn, usageTotalsOf } from '../testing/setUpUsage.ts'

describe('what is metered', () => {
  it('is one signal of a meter and a minute, with one number for each subject', async () => {
    const { usage, signals } = setUpUsage()
    for (let call = 0; call < 100; call++) usage('requests', call % 2 ? 'acme' : 'zeta')
    usage('requests', 'acme', -1.5)
    usage('tokens', 'acme', 1_000)
    const minute = 1_767_225_600_000
    expect(usagesIn(await signals())).toMatchObject([
      {
        kind: 'usage',
        meter: 'requests',
        minute,
        deltas: [
          { subject: 'zeta', quantity: 50 },
          { subject: 'acme', quantity: 48.5 },
        ],
      },
      { meter: 'tokens', minute, deltas: [{ subject: 'acme', quantity: 1_000 }] },
    ])
  })

  it('is told every ten seconds, and by the minute of UTC in which it was used', async () => {
    const { usage, runtime, memory } = setUpUsage()
    const begun = runtime.clock.wall()
    usage('requests', 'acme')
    await runtime.advance(9_999)
    expect(memory.signals).toEqual([])
    await runtime.advance(2)
    expect(memory.signals).toHaveLength(1)
    await runtime.advance(49_998)
    usage('requests', 'acme', 2)
    await runtime.advance(1)
    usage('requests', 'acme', 3)
    usage('requests', 'acme', 4, { at: new Date('2025-02-28T23:59:59.999Z') })
    await runtime.advance(10_000)
    expect(
      usagesIn(memory.signals).map(({ minute, deltas }) => [minute, deltas[0]?.quantity]),
    ).toEqual([
      [begun, 1],
      [begun, 2],
      [begun + 60_000, 3],
      [Date.parse('2025-02-28T23:59:00Z'), 4],
    ])
    await runtime.advance(600_000)
    expect(memory.signals).toHaveLength(4)
  })

  it('counts once under a name, of one meter and subject', async () => {
    const { usage, signals } = setUpUsage()
    const id = 'order/7%'
    const told = [usage('orders', 'acme', 2, { id }), usage('orders', 'acme', 2, { id })]
    usage('items', 'acme', 5, { id })
    usage('orders', 'zeta', 3, { id })
    usage('orders', 'acme', 1)
    const [orders] = usagesIn(await signals())
    usage('orders', 'acme', 2, { id })
    const later = await signals()
    expect(told).toEqual([true, true])
    expect(orders && usageDeltaId(orders, 0)).toBe('orders/acme/order%2F7%25')
    expect(usageTotalsOf(later)).toEqual({ 'orders acme': 3, 'items acme': 5, 'orders zeta': 3 })
  })

  it('is refused, and said, where it is nothing that one can bill', async () => {
    const { usage, said, signals } = setUpUsage()
    const strange = usage as (...told: readonly unknown[]) => boolean
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no')
        },
      },
    )
    const refused: readonly (readonly unknown[])[] = [
      [],
      ['', 'acme'],
      ['requests', ''],
      ['requests', 7],
      ['requests', 'x'.repeat(257)],
      ['requests', 'acme', NaN],
      ['requests', 'acme', Infinity],
      ['requests', 'acme', '1'],
      ['requests', 'acme', 2 ** 53],
      ['requests', 'acme', 1, { id: '' }],
      ['requests', 'acme', 1, { id: 7 }],
      ['requests', 'acme', 1, { at: new Date(NaN) }],
      ['requests', 'acme', 1, { at: hostile }],
      ['requests', 'acme', 1, { at: '' }],
      ['requests', 'acme', 1, { at: true }],
      ['requests', 'acme', 1, { at: [] }],
      [hostile, hostile, hostile, hostile],
    ]
    expect(refused.map((told) => strange(...told))).toEqual(refused.map(() => false))
    expect(strange('requests', 'acme', 0, hostile)).toBe(true)
    const wrong = 'was given what it cannot count: texts of 1 to 256 characters, a number up to'
    expect(said).toEqual([
      expect.stringContaining(`The meter "" ${wrong}`),
      expect.stringContaining(`The meter "requests" ${wrong}`),
    ])
    expect(await signals()).toEqual([])
  })

  it('is exact up to what a number can tell, in as many parts as it takes', async () => {
    const { usage, signals } = setUpUsage()
    for (let call = 0; call < 3; call++) usage('bytes', 'acme', Number.MAX_SAFE_INTEGER)
    const quantities = usagesIn(await signals()).map(({ deltas }) => deltas[0]?.quantity)
    expect(quantities).toEqual(Array.from({ length: 3 }, () => Number.MAX_SAFE_INTEGER))
  })

  it('is neither sampled, nor filtered, nor changed by a hook', async () => {
    const { usage, signals } = setUpUsage({
      sampleRates: { usage: 0 },
      beforeCapture: () => null,
      beforeDelivery: () => null,
    } as never)
    usage('requests', 'somebody@example.com')
    expect(usageTotalsOf(await signals())).toEqual({ 'requests somebody@example.com': 1 })
  })

  it('is foretold to a sink that cares', async () => {
    const seen: Use[] = []
    const witness: LocalSink = {
      name: 'counters',
      accepts: () => false,
      receive: () => undefined,
      foresee: (use) => void seen.push(use),
    }
    const { usage } = setUpUsage({ witness })
    usage('requests', 'acme', 2)
    usage('requests', 'acme', 0)
    usage('requests', 'acme', 3, { id: 'a' })
    usage('requests', 'acme', 3, { id: 'a' })
    expect(seen).toMatchObject([
      { meter: 'requests', subject: 'acme', quantity: 2 },
      { meter: 'requests', subject: 'acme', quantity: 3 },
    ])
  })

  it('needs consent, and goes with it', async () => {
    const journal = createFakeJournal()
    const { usage, monitor, signals, runtime } = setUpUsage({ journal: journal.open() })
    expect(usage('requests', 'acme')).toBe(true)
    monitor.setConsent('denied')
    expect(usage('requests', 'acme')).toBe(false)
    expect(journal.pages).toEqual({})
    monitor.setConsent('pending')
    expect(usage('requests', 'acme', 5)).toBe(true)
    expect(journal.pages).toEqual({})
    await runtime.advance(10_000)
    monitor.setConsent('granted')
    expect(usageTotalsOf(await signals())).toEqual({ 'requests acme': 5 })
  })

  it('is not taken any more once its monitor is closed', async () => {
    const { usage, monitor, runtime, memory } = setUpUsage()
    usage('requests', 'acme')
    const closing = monitor.close()
    await runtime.advance(0)
    await closing
    expect(usage('requests', 'acme')).toBe(false)
    expect(usageTotalsOf(memory.signals)).toEqual({ 'requests acme': 1 })
  })
})
