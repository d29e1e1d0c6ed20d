import { describe, expect, test } from 'vitest'
import type { Capture, Instrument } from '../../ports/instrument.ts'
import { attempt } from '../../primitives/attempt.ts'
import { runContract } from '../contractCase.ts'
import { type InstrumentHarness, instrumentContract } from './instrumentContract.ts'

type Listener = () => void
type Watch = (listeners: Set<Listener>) => Instrument

/** A facility of a host with listeners that it calls one after the other. */
const facilityWith = (watch: Watch) => (): InstrumentHarness => {
  const listeners = new Set<Listener>()
  return {
    create: () => watch(listeners),
    provoke: () => {
      for (const listener of [...listeners]) listener()
    },
  }
}

const report = ({ captureError }: Capture): void =>
  captureError(new Error('provoked'), { type: 'globalError', handled: false })

const careful: Watch = (listeners) => ({
  name: 'careful',
  start: (capture) => {
    const listener = (): void => attempt(() => report(capture), undefined)
    listeners.add(listener)
    return () => void listeners.delete(listener)
  },
})

describe('an instrument that keeps its promises', () => {
  for (const { name, run } of instrumentContract(facilityWith(careful))) test(name, run)
})

/** The careful one, with a fault planted into its start. */
const broken = (
  plant: (start: Instrument['start'], listeners: Set<Listener>) => Instrument['start'],
) =>
  facilityWith((listeners) => {
    const instrument = careful(listeners)
    return { ...instrument, start: plant(instrument.start, listeners) }
  })

const faults: readonly (readonly [caseName: string, start: () => InstrumentHarness])[] = [
  ['instrument: has a name', facilityWith((listeners) => ({ ...careful(listeners), name: '' }))],
  [
    'instrument: captures what is provoked, and nothing else',
    broken((start) => (capture) => {
      report(capture)
      return start(capture)
    }),
  ],
  [
    'instrument: stops, and may be stopped twice',
    broken((start) => (capture) => {
      start(capture)
      return () => undefined
    }),
  ],
  [
    'instrument: starts again',
    broken((start) => {
      let hasStarted = false
      return (capture) => {
        if (hasStarted) return () => undefined
        hasStarted = true
        return start(capture)
      }
    }),
  ],
  ...(['first', 'last'] as const).map((which): readonly [string, () => InstrumentHarness] => [
    `instrument: two do not disturb each other, the ${which} one stopped before`,
    broken((start, listeners) => (capture) => {
      start(capture)
      return () => listeners.clear()
    }),
  ]),
]

test.each(faults)('an instrument with a fault breaks "%s"', async (caseName, start) => {
  const results = await runContract(instrumentContract(start))
  expect(results.find(({ name }) => name === caseName)).toMatchObject({ outcome: 'broken' })
})
