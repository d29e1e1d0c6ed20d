import type { Outcome } from '../../model/outcome.ts'
import { wallTime } from '../../model/units.ts'
import type { WireSink } from '../../ports/sink.ts'
import type { WireRequest } from '../../ports/wire.ts'
import { claim, claimEqual } from '../claim.ts'
import { type ContractCase, caseOf } from '../contractCase.ts'

const now = wallTime(1_767_225_700_000)

const request: WireRequest = { url: 'https://sink.test/', headers: {}, body: '{}', ids: [] }

const meanings: readonly (readonly [Outcome['type'], readonly number[]])[] = [
  ['delivered', [200, 201, 202, 204]],
  ['limited', [429]],
  ['tooLarge', [413]],
  ['retryable', [500, 502, 503, 504, 599]],
  ['rejected', [400, 403, 404, 422]],
]

/** What servers, proxies and attackers have been seen to send, or could. */
const hostileTexts: readonly string[] = [
  '',
  ' ',
  'soon',
  'NaN',
  'Infinity',
  '-Infinity',
  '-1',
  '-999999999999',
  '1e308',
  '9'.repeat(400),
  '0x7fffffff',
  '1,2',
  'Thu, 01 Jan 1970 00:00:00 GMT',
  'Fri, 31 Dec 9999 23:59:59 GMT',
  'Fri, 99 Foo 2026 99:99:99 GMT',
  ':::,,;;',
  '-5:error:key',
  'NaN::organization',
  '1e999:error',
  '99999999999999999999:error;transaction:key,,60',
  '\u0000',
]

type Interpret = (status: number, headers?: Readonly<Record<string, string>>) => Outcome

export const interpretCases = (open: () => WireSink): readonly ContractCase[] => {
  const interpret: Interpret = (status, headers = {}) =>
    open().interpret({ type: 'answer', status, headers }, now, request)

  return [
    ...meanings.flatMap(([type, statuses]) =>
      statuses.map((status) =>
        caseOf(`interpret: ${status} is ${type}`, () => {
          claimEqual(interpret(status).type, type, `${status} is ${type}`)
        }),
      ),
    ),
    caseOf('interpret: 401 is final, or a reason to finish the request anew', () => {
      const { finish } = open()
      const { type } = interpret(401)
      const isKnown = type === 'rejected' || (type === 'retryable' && finish !== undefined)
      claim(
        isKnown,
        '401 is rejected, or retryable where a sink may have other headers by then',
        type,
      )
    }),
    ...limitCases(interpret),
    caseOf('interpret: every status means something', () => {
      const statuses = Array.from({ length: 700 }, (_, index) => index)
      for (const status of [...statuses, 999, -1, Number.NaN])
        claimSane(interpret(status), `${status}`)
    }),
    caseOf('interpret: the same answer means the same', () => {
      const sink = open()
      const answer = { type: 'answer', status: 429, headers: { 'retry-after': '5' } } as const
      const first = sink.interpret(answer, now, request)
      sink.interpret({ ...answer, status: 200 }, now, request)
      claimEqual(sink.interpret(answer, now, request), first, 'interpret() keeps no state')
    }),
  ]
}

const limitCases = (interpret: Interpret): readonly ContractCase[] => [
  caseOf('interpret: a limit always says for how long', () => {
    claimSane(interpret(429), 'a 429 without any header')
  }),
  caseOf('interpret: Retry-After is obeyed, in seconds and as a date', () => {
    const date = 'Thu, 01 Jan 2026 00:03:40 GMT'
    for (const [told, delay] of [
      ['7', 7_000],
      [date, 120_000],
    ] as const) {
      const delays = [429, 503].map((status) =>
        delaysOf(interpret(status, { 'retry-after': told })),
      )
      claimEqual(delays, [[delay], [delay]], `${told} is obeyed`)
    }
  }),
  caseOf('interpret: hostile headers give no delay, or a finite one', () => {
    for (const text of hostileTexts) {
      for (const status of [200, 400, 413, 429, 500, 503]) {
        const headers = { 'retry-after': text, 'x-sentry-rate-limits': text }
        claimSane(interpret(status, headers), `${status} with ${toLabel(text)}`)
      }
    }
  }),
]

const toLabel = (text: string): string => JSON.stringify(text.slice(0, 40))

const delaysOf = (outcome: Outcome): readonly number[] => [
  ...(outcome.limits ?? []).map(({ after }) => after),
  ...(outcome.type === 'retryable' && outcome.after !== undefined ? [outcome.after] : []),
]

const claimSane = (outcome: Outcome, what: string): void => {
  const known = meanings.some(([type]) => type === outcome.type)
  claim(known, `${what} is one of the outcomes`, outcome)
  const delays = delaysOf(outcome)
  const isSane = delays.every((delay) => Number.isFinite(delay) && delay >= 0)
  claim(isSane, `${what} gives delays that can be waited`, outcome)
  const isTold = outcome.type !== 'limited' || delays.length > 0
  claim(isTold, `${what} says how long the limit holds`, outcome)
}
