import { type Period, periods, startOf } from '../../model/period.ts'
import type { UsageSignal } from '../../model/signal.ts'
import type { CounterEngine } from '../../ports/counterEngine.ts'
import { claim, claimCalm, claimEqual } from '../claim.ts'
import { type ContractCase, caseOf } from '../contractCase.ts'
import { createCountModel } from './countModel.ts'
import { createDraw, drawBatches, edgeMinutes, hostileTexts, usageSignal } from './drawBatches.ts'

/** One empty place of counters, which several can count in. It keeps all periods. */
export interface CounterPlace {
  /** As another process would open it. */
  open(): CounterEngine | Promise<CounterEngine>
}

/**
 * Counts drawn batches with several appliers at once, each batch by two of them, and compares with an exact
 * model. It names the seed where they differ.
 */
export const claimCounts = async (place: CounterPlace, seed: number): Promise<void> => {
  const batches = drawBatches(createDraw(seed))
  const engines = await Promise.all([place.open(), place.open(), place.open()])
  await Promise.all(
    batches.flatMap((batch, index) =>
      [index, index + 1].map((turn) => engines[turn % engines.length]?.apply(batch)),
    ),
  )
  const model = createCountModel(periods)
  batches.forEach(model.apply)
  for (const [key, expected] of model.totals()) {
    const found = (await engines[0]?.total(key)) ?? Number.NaN
    const isEqual = Math.abs(found - expected) < 1e-6
    claim(isEqual, `seed ${seed}: the total of ${JSON.stringify(key)} is ${expected}`, found)
  }
}

/**
 * What counters rely on in an engine.
 *
 * @param createPlace - makes an empty place; each case makes its own.
 * @example
 * counterContract(() => ({ open: () => createMemoryEngine(settings, clock) }))
 */
export const counterContract = (
  createPlace: () => CounterPlace | Promise<CounterPlace>,
): readonly ContractCase[] =>
  cases.map(([name, run]) =>
    caseOf(`counters: ${name}`, async () => {
      const place = await createPlace()
      await run(await place.open(), place)
    }),
  )

const [minute = 0] = edgeMinutes

const totalOf = (engine: CounterEngine, signal: UsageSignal, period: Period): Promise<number> =>
  engine.total({
    meter: signal.meter,
    subject: signal.deltas[0]?.subject ?? '',
    period,
    start: startOf(period, signal.minute),
  })

type Case = readonly [
  name: string,
  run: (engine: CounterEngine, place: CounterPlace) => Promise<void>,
]

const one = (quantity: number, id = 1): UsageSignal =>
  usageSignal({ id, minute, deltas: [{ subject: 'acme', quantity }] })

const cases: readonly Case[] = [
  [
    'an empty place has counted nothing, and an empty batch counts nothing',
    async (engine) => {
      await engine.apply([])
      await engine.apply([usageSignal({ id: 1, minute, deltas: [] })])
      claimEqual(await totalOf(engine, one(1), 'month'), 0, 'the total is zero')
    },
  ],
  [
    'a signal counts once: in one batch, in a later one, and for another who counts there',
    async (engine, place) => {
      await engine.apply([one(3), one(3)])
      await engine.apply([one(3), one(4, 2)])
      await (await place.open()).apply([one(4, 2), one(3)])
      for (const period of periods) {
        claimEqual(await totalOf(engine, one(3), period), 7, `each counts once by ${period}`)
      }
    },
  ],
  [
    'a use that its caller has named counts once for its meter and subject',
    async (engine) => {
      const named = { subject: 'acme', quantity: 5, id: 'order-1' }
      const twice = usageSignal({ id: 1, minute, deltas: [named, named] })
      const again = usageSignal({ id: 2, minute: minute + 60_000, deltas: [named] })
      const other = { subject: 'other', quantity: 5, id: 'order-1' }
      const others = usageSignal({ id: 3, minute, deltas: [other, { ...named, id: 'order-2' }] })
      await engine.apply([twice, again])
      await engine.apply([again, others])
      claimEqual(await totalOf(engine, twice, 'day'), 10, 'two uses are counted')
      const ofOther = usageSignal({ id: 9, minute, deltas: [other] })
      claimEqual(await totalOf(engine, ofOther, 'day'), 5, 'and one of another subject')
    },
  ],
  [
    'corrections take back, below zero too',
    async (engine) => {
      await engine.apply([one(10, 1), one(-4, 2)])
      claimEqual(await totalOf(engine, one(1), 'hour'), 6, 'so much is left')
      await engine.apply([one(-10, 3)])
      claimEqual(await totalOf(engine, one(1), 'hour'), -4, 'more was taken back than was used')
    },
  ],
  [
    'whole numbers are exact up to the largest safe one, fractions to nine digits',
    async (engine) => {
      await engine.apply([one(Number.MAX_SAFE_INTEGER - 1, 1), one(1, 2)])
      claimEqual(await totalOf(engine, one(1), 'month'), Number.MAX_SAFE_INTEGER, 'no unit is lost')
      await engine.apply([one(-Number.MAX_SAFE_INTEGER, 3)])
      await engine.apply(Array.from({ length: 10 }, (_, index) => one(0.1, 10 + index)))
      const sum = await totalOf(engine, one(1), 'month')
      claim(Math.abs(sum - 1) < 1e-9, 'ten tenths are one', sum)
    },
  ],
  [
    'numbers of any size are taken, and cost the others nothing',
    async (engine) => {
      const huge = (id: number, quantity: number): UsageSignal =>
        usageSignal({ id, minute, meter: 'huge', deltas: [{ subject: 'acme', quantity }] })
      const sizes = [Number.MAX_VALUE, -Number.MAX_VALUE, 1e21, 5e-324, -0]
      await engine.apply([...sizes.map((size, index) => huge(index + 1, size)), one(2, 90)])
      claimEqual(await totalOf(engine, one(1), 'month'), 2, 'the other is counted')
    },
  ],
  [
    'periods begin and end by the calendar of UTC',
    async (engine) => {
      const signals = edgeMinutes.map((at, index) =>
        usageSignal({ id: index + 1, minute: at, deltas: [{ subject: 'acme', quantity: 1 }] }),
      )
      await engine.apply(signals)
      for (const period of periods) {
        for (const signal of signals) {
          const start = startOf(period, signal.minute)
          const expected = edgeMinutes.filter((at) => startOf(period, at) === start).length
          claimEqual(await totalOf(engine, signal, period), expected, `the ${period} of ${start}`)
        }
      }
    },
  ],
  [
    'every text is somebody of their own, as subject, as meter, and as the name of a use',
    async (engine) => {
      const deltas = hostileTexts.map((subject, index) => ({ subject, quantity: index + 1 }))
      const meters = hostileTexts.map((meter, index) =>
        usageSignal({
          id: 100 + index,
          minute,
          meter,
          deltas: [{ subject: 'x', quantity: index + 1 }],
        }),
      )
      const named = hostileTexts.map((id) => ({ subject: 'named', quantity: 1, id }))
      const strange = usageSignal({ id: 'no "hex"\u0000\ud800', minute, deltas: named })
      await claimCalm('the batch is taken', () =>
        engine.apply([usageSignal({ id: 1, minute, deltas }), ...meters, strange, strange]),
      )
      for (const delta of deltas) {
        const alone = usageSignal({ id: 1, minute, deltas: [delta] })
        const said = JSON.stringify(delta.subject).slice(0, 40)
        claimEqual(await totalOf(engine, alone, 'day'), delta.quantity, `the subject ${said}`)
      }
      for (const [index, signal] of meters.entries()) {
        const said = JSON.stringify(signal.meter).slice(0, 40)
        claimEqual(await totalOf(engine, signal, 'day'), index + 1, `the meter ${said}`)
      }
      claimEqual(await totalOf(engine, strange, 'day'), named.length, 'each use is another one')
    },
  ],
  [
    'a full batch is counted: twenty signals of two hundred deltas, all named',
    async (engine) => {
      const deltasOf = (number: number) =>
        Array.from({ length: 200 }, (_, index) => ({
          subject: `subject-${number}-${index}`,
          quantity: 1,
          id: `use-${index}`,
        }))
      const batch = Array.from({ length: 20 }, (_, number) =>
        usageSignal({ id: number + 1, minute, deltas: deltasOf(number) }),
      )
      await engine.apply(batch)
      for (const signal of batch) claimEqual(await totalOf(engine, signal, 'month'), 1, 'each')
    },
  ],
  [
    'several who count the same at once count what one would',
    async (_, place) => {
      await claimCounts(place, 7_919)
    },
  ],
]
