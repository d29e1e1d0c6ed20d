import { expect, it } from 'vitest'
import { usageSignal } from '../contracts/counters/drawBatches.ts'
import { wallTime } from '../model/units.ts'
import { createSampleSignals } from '../testing/sampleSignals.ts'
import { setUpCounters } from '../testing/setUpCounters.ts'
import { setUpMonitor } from '../testing/setUpMonitor.ts'
import { toStoredText } from './storedText.ts'

const use = (id: number, quantity: number, subject = 'acme') =>
  usageSignal({ id, deltas: [{ subject, quantity }] })

it('accepts usage and nothing else', () => {
  const { counters } = setUpCounters()
  const accepted = createSampleSignals().filter((signal) => counters.accepts(signal))
  expect(new Set(accepted.map(({ kind }) => kind))).toEqual(new Set(['usage']))
})

it('is a sink that is asked again, by a monitor, until its store has counted', async () => {
  const { counters, store } = setUpCounters()
  const { apply } = store
  let failures = 2
  store.apply = async (signals) => {
    if (failures-- > 0) throw new Error('connection refused')
    return apply(signals)
  }
  const { id, time, resource, scope, ...fact } = use(1, 3)
  const capture = { name: 'meter', start: () => () => undefined }
  const { monitor, runtime } = setUpMonitor({ sinks: [counters], store: false } as object, [
    {
      ...capture,
      start: ({ captureFact }) => {
        captureFact(fact)
        return () => undefined
      },
    },
  ])
  await runtime.advance(60_000)
  expect(failures).toBe(-1)
  expect(await counters.totals('api-requests', 'acme', { period: 'day', at: 0 })).toBe(3)
  expect(monitor.stats().sinks['counters']).toMatchObject({ usage: { delivered: 1, pending: 0 } })
})

it('gives the total of the current period, and of the one of a moment', async () => {
  const { counters, runtime } = setUpCounters()
  const minute = Math.floor(runtime.clock.wall() / 60_000) * 60_000
  await counters.receive([
    usageSignal({ id: 1, minute, deltas: [{ subject: 'acme', quantity: 4 }] }),
    use(2, 9),
  ])
  expect(await counters.totals('api-requests', 'acme', 'month')).toBe(4)
  const then = { period: 'month', at: new Date('1970-01-31T23:59:59.999Z') } as const
  expect(await counters.totals('api-requests', 'acme', then)).toBe(9)
  expect(await counters.totals('other', 'acme', 'month')).toBe(0)
})

it('says which periods it keeps where another one is asked for', async () => {
  const { counters } = setUpCounters({ periods: ['month', 'day'] })
  await expect(counters.totals('api-requests', 'acme', 'hour')).rejects.toThrow('of day, month')
  expect(() => counters.quota('api-requests', 1, 'hour')).toThrow('keep: day, month')
  const never = { period: 'day', at: new Date(Number.NaN) } as const
  await expect(counters.totals('api-requests', 'acme', never)).rejects.toThrow('`at` is no time')
})

it('tells what is wrong with its options, for init, and gives no quota then', () => {
  const options = { periods: ['week'], breaker: { cooldown: '-1s' }, peridos: [] }
  const { counters } = setUpCounters(options as object)
  const named = counters.problems?.map(({ option }) => option)
  expect(named).toEqual(['periods', 'peridos', 'breaker'])
  expect(() => counters.quota('api-requests', 1, 'day')).toThrow('periods')
})

it('leaves out what is no number at a time, and counts the rest', async () => {
  const { counters, applied } = setUpCounters()
  const strange = usageSignal({
    id: 1,
    deltas: [
      { subject: 'acme', quantity: Number.NaN },
      { subject: 'acme', quantity: Infinity },
      { subject: 'acme', quantity: 1 },
    ],
  })
  const never = { ...use(2, 5), minute: wallTime(Number.NaN) }
  const beyond = { ...use(3, 5), minute: wallTime(9e15) }
  await counters.receive([strange, never, beyond])
  expect(applied.flat().map(({ deltas }) => deltas)).toEqual([[{ subject: 'acme', quantity: 1 }]])
})

it('lets one that the store will never take cost the others nothing', async () => {
  const { counters, store, warnings } = setUpCounters()
  const { apply } = store
  store.refuses = (error) => String(error).includes('out of range')
  store.apply = async (signals) => {
    if (signals.some(({ id }) => /^0{31}5$/.test(id))) throw new Error('out of range')
    return apply(signals)
  }
  const batch = Array.from({ length: 9 }, (_, index) => use(index + 1, 1, `subject-${index + 1}`))
  await counters.receive(batch)
  const totals = batch.map(({ meter, deltas }) =>
    counters.totals(meter, deltas[0]?.subject ?? '', { period: 'day', at: 0 }),
  )
  expect(await Promise.all(totals)).toEqual([1, 1, 1, 1, 0, 1, 1, 1, 1])
  expect(warnings).toEqual(['usage was refused, and is not counted'])
})

it('stores each text as one that can be told apart, and read back', () => {
  const texts = ['plain', '', 'a\\b', '\u0000', '\\u0000', '\ud800', '\ud83d\ude80', '\udc00\ud800']
  const stored = texts.map(toStoredText)
  expect(new Set(stored).size).toBe(texts.length)
  expect(stored.every((text) => !/[\p{Cc}\p{Cs}]/u.test(text))).toBe(true)
  const back = stored.map((text) =>
    text.replace(/\\u([\da-f]{4})/g, (_, unit) => String.fromCharCode(Number.parseInt(unit, 16))),
  )
  expect(back).toEqual(texts)
})
