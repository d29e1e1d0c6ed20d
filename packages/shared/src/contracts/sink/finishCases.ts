import type { Signal } from '../../model/signal.ts'
import { wallTime } from '../../model/units.ts'
import type { Finishing, WireSink } from '../../ports/sink.ts'
import type { WireRequest } from '../../ports/wire.ts'
import { claim, claimEqual } from '../claim.ts'
import { type ContractCase, caseGiven } from '../contractCase.ts'
import { claimWhole } from './encodeCases.ts'

const compressor: Finishing['compressor'] = {
  gzip: async () => Uint8Array.of(0x1f, 0x8b),
  gzipNow: () => Uint8Array.of(0x1f, 0x8b),
}

/** With all that a host may offer, and with nothing. */
const moments: readonly Finishing[] = [
  { isLast: false },
  { isLast: false, compressor },
  { isLast: true },
  { isLast: true, compressor },
]

export const finishCases = (
  open: () => WireSink,
  signals: readonly Signal[],
): readonly ContractCase[] => {
  const finishes = (): boolean => open().finish !== undefined
  const eachFinished = async (
    claimOf: (finished: WireRequest, request: WireRequest) => void,
  ): Promise<void> => {
    const sink = open()
    const accepted = signals.filter((signal) => sink.accepts(signal))
    const requests = sink.encode(accepted, wallTime(1_767_225_700_000), [])
    for (const finishing of moments) {
      for (const request of requests) {
        const given = Object.freeze({ ...request, headers: Object.freeze({ ...request.headers }) })
        claimOf((await sink.finish?.(given, finishing)) ?? given, request)
      }
    }
  }
  const given = { given: finishes() || undefined, missing: 'the sink finishes nothing' }
  return [
    caseGiven('finish: a request carries the same signals to the same place', given, () =>
      eachFinished((finished, request) => {
        claimEqual(finished.ids, request.ids, 'the ids are the same')
        claimEqual(finished.url, request.url, 'the url is the same')
      }),
    ),
    caseGiven('finish: a request is whole, and has the headers that it had', given, () =>
      eachFinished((finished, { headers }) => {
        claimWhole(finished)
        const lost = Object.keys(headers).filter((name) => !(name in finished.headers))
        claim(lost.length === 0, 'no header is lost', lost)
      }),
    ),
  ]
}
