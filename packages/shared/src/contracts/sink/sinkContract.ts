import type { Signal } from '../../model/signal.ts'
import type { Sink, WireSink } from '../../ports/sink.ts'
import { createSampleSignals } from '../../testing/sampleSignals.ts'
import { claim } from '../claim.ts'
import { type ContractCase, caseOf } from '../contractCase.ts'
import { encodeCases } from './encodeCases.ts'
import { finishCases } from './finishCases.ts'
import { interpretCases } from './interpretCases.ts'

/**
 * What the core relies on in a wire sink.
 *
 * @param create - makes the sink; each case makes its own.
 * @param signals - what to encode. Default: samples of each kind.
 *
 * @example
 * for (const { name, run, skipped } of sinkContract(() => http({ url }))) {
 *   test.skipIf(skipped)(name, run)
 * }
 */
export const sinkContract = (
  create: () => Sink,
  signals: readonly Signal[] = createSampleSignals(),
): readonly ContractCase[] => {
  const open = (): WireSink => {
    const sink = create()
    claim('encode' in sink, 'the factory gives a wire sink', sink)
    return sink
  }
  return [
    caseOf('sink: has a name', () => {
      const { name } = open()
      claim(typeof name === 'string' && name !== '', 'the name is a text', name)
    }),
    caseOf('sink: accepts says yes or no to any signal, and always the same', () => {
      const sink = open()
      const unknown = { ...signals[0], kind: 'of a later release' } as unknown as Signal
      for (const signal of [...signals, unknown]) {
        const verdict = sink.accepts(signal)
        claim(typeof verdict === 'boolean', 'accepts() gives a boolean', verdict)
        claim(sink.accepts(signal) === verdict, 'accepts() says the same again', signal.id)
      }
    }),
    ...encodeCases(open, signals),
    ...finishCases(open, signals),
    ...interpretCases(open),
  ]
}
