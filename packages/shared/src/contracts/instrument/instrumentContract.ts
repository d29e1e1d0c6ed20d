import type { Mechanism } from '../../model/exception.ts'
import type { Capture, Instrument } from '../../ports/instrument.ts'
import { claim, claimCalm, claimEqual } from '../claim.ts'
import { type ContractCase, caseOf } from '../contractCase.ts'

/** An instrument, and the facility of the host that it watches. */
export interface InstrumentHarness {
  /** Makes an instrument that watches the facility; several may watch it at once. */
  create(): Instrument
  /**
   * Makes happen, once, what the instrument captures. It must throw or reject where the host would
   * be harmed: where what the instrument does reaches the app.
   */
  provoke(): void | Promise<void>
}

/**
 * What the core relies on in an instrument.
 *
 * @param start - makes a facility of its own for each case, if it can.
 *
 * @example
 * instrumentContract(() => {
 *   const target = new EventTarget()
 *   return { create: () => watchErrors(target), provoke: () => void target.dispatchEvent(failure()) }
 * })
 */
export const instrumentContract = (start: () => InstrumentHarness): readonly ContractCase[] =>
  cases.map(([name, run]) => caseOf(`instrument: ${name}`, () => run(start())))

type Run = (harness: InstrumentHarness) => Promise<void>

const cases: readonly (readonly [name: string, run: Run])[] = [
  [
    'has a name',
    async ({ create }) => {
      const { name } = create()
      claim(typeof name === 'string' && name !== '', 'the name is a text', name)
    },
  ],
  [
    'captures what is provoked, and nothing else',
    async ({ create, provoke }) => {
      const recorder = createRecorder()
      const instrument = create()
      await provoke()
      const stop = instrument.start(recorder.capture)
      claimEqual(recorder.count(), 0, 'nothing is captured before anything happens')
      await provoke()
      claimEqual(recorder.count(), 1, 'what happens is captured once')
      await provoke()
      claimEqual(recorder.count(), 2, 'what happens again is captured again')
      claim(recorder.mechanisms().every(isMechanism), 'the mechanism says how it was caught')
      stop()
    },
  ],
  [
    'stops, and may be stopped twice',
    async ({ create, provoke }) => {
      const recorder = createRecorder()
      const stop = create().start(recorder.capture)
      stop()
      await claimCalm('stopping twice does no harm', stop)
      await provoke()
      claimEqual(recorder.count(), 0, 'nothing is captured after the stop')
    },
  ],
  [
    'starts again',
    async ({ create, provoke }) => {
      const recorder = createRecorder()
      const instrument = create()
      const stopFirst = instrument.start(recorder.capture)
      stopFirst()
      const stop = instrument.start(recorder.capture)
      // A stop that was called already must not end what was started since.
      stopFirst()
      await provoke()
      stop()
      claimEqual(recorder.count(), 1, 'what happens after the second start is captured once')
    },
  ],
  ...(['first', 'last'] as const).map((which): readonly [string, Run] => [
    `two do not disturb each other, the ${which} one stopped before`,
    async ({ create, provoke }) => {
      const [one, other] = [createRecorder(), createRecorder()]
      const stops = [create().start(one.capture), create().start(other.capture)]
      await provoke()
      claimEqual([one.count(), other.count()], [1, 1], 'both capture')
      if (which === 'last') stops.reverse()
      stops[0]?.()
      await provoke()
      const counts = which === 'first' ? [1, 2] : [2, 1]
      claimEqual([one.count(), other.count()], counts, 'the one that runs still captures')
      stops[1]?.()
      await provoke()
      claimEqual([one.count(), other.count()], counts, 'none captures after both have stopped')
    },
  ]),
]

interface Recorder {
  readonly capture: Capture
  readonly count: () => number
  readonly mechanisms: () => readonly Mechanism[]
}

const createRecorder = (): Recorder => {
  const mechanisms: Mechanism[] = []
  return {
    capture: {
      captureError: (_, mechanism) => void mechanisms.push(mechanism),
      captureFact: () => undefined,
      explain: () => undefined,
      report: () => undefined,
      stats: () => ({ sinks: {}, store: { notStored: 0, unreadable: 0 } }),
    },
    count: () => mechanisms.length,
    mechanisms: () => mechanisms,
  }
}

const isMechanism = ({ type, handled }: Mechanism): boolean =>
  typeof type === 'string' && typeof handled === 'boolean'
