import type { Behaviour, Choice } from '@holdfast/shared/testing'
import { describe, expect, it } from 'vitest'
import { accountOf, dialects, tallyOf } from './account.ts'
import { captures } from './captureEvenly.ts'
import { expectNothingLost } from './expectFates.ts'
import type { Run } from './run.ts'
import { runScenario } from './runScenario.ts'

// https://develop.sentry.dev/sdk/expected-features/rate-limiting/

interface Limit {
  readonly name: string
  /** What one envelope after the other is answered, once two seconds have passed. */
  readonly answers: readonly (readonly [status: number, limits: string])[]
  /** In seconds: for so long nothing must come, and not for much longer. */
  readonly pause: number
}

const limits: readonly Limit[] = [
  { name: 'of errors', answers: [[429, '2:error:key']], pause: 2 },
  {
    name: 'of errors, beside longer ones that do not concern them',
    answers: [
      [429, '60:transaction:key, 2:error;default:key, 60:metric_bucket:organization:quota'],
    ],
    pause: 2,
  },
  { name: 'of everything', answers: [[429, '2::organization']], pause: 2 },
  // A client that looks the category up first finds its limit, expired, and never sees the other.
  {
    name: 'of everything, beside one of errors that expires before it',
    answers: [[429, '1:error:key, 3::organization']],
    pause: 3,
  },
  {
    name: 'of everything, and in other answers one of errors that expires before it',
    answers: [
      [429, '3::organization'],
      [429, '1:error:key'],
    ],
    pause: 3,
  },
  // Sentry tells limits on any answer.
  { name: 'of errors, told with a 200', answers: [[200, '2:error:key']], pause: 2 },
  { name: 'of other things, told with a 200', answers: [[200, '60:transaction:key']], pause: 0 },
]

/** At the usual pace thirty signals come every 150 milliseconds; the rest is for a busy machine. */
const margin = 1.5

/** The first ten envelopes are what one client has under way. */
const firstFew = 10

const limitFrom = (answers: Limit['answers'], arrivals: number[]): Choice => {
  let count = 0
  return ({ dialect }): Behaviour => {
    if (dialect === 'http') return { do: 'answer', status: 200 }
    arrivals.push(performance.now() / 1_000)
    const [status, limits] = answers[count % answers.length] ?? [200, '']
    const isLimiting = count++ < firstFew
    return isLimiting
      ? { do: 'answer', status, headers: { 'x-sentry-rate-limits': limits } }
      : { do: 'answer', status: 200 }
  }
}

const longestPause = (arrivals: readonly number[]): number =>
  Math.max(...arrivals.map((arrival, index) => arrival - (arrivals[index - 1] ?? arrival)))

describe.concurrent('a limit', () => {
  it.for(limits)('$name is obeyed, and nothing is lost', async ({ answers, pause }) => {
    const arrivals: number[] = []
    const choice = limitFrom(answers, arrivals)
    const run = await runScenario({
      turns: [{ at: 2_000, act: (sink) => sink.behaveAlways(choice) }],
      // So that a pause is what the sink asked for, and next to nothing of our own.
      options: { retry: { baseDelay: '10ms', maxDelay: '10ms' } },
    })
    // From the first answer, when the last of the envelopes under way may not have arrived.
    expect(longestPause(arrivals)).toBeGreaterThan(pause - 0.3)
    expect(longestPause(arrivals)).toBeLessThan(pause + margin)
    expectNothingLost(run, { isFelt: false })
  })

  it('of 31,700 years holds what is captured, and is not pressed', async () => {
    const answer: Behaviour = {
      do: 'answer',
      status: 429,
      headers: { 'retry-after': '999999999999' },
    }
    const run = await runScenario({
      turns: [{ at: 1_000, act: (sink) => sink.behaveAlways(answer) }],
      options: { shutdownTimeout: '2s' },
    })
    for (const dialect of dialects) {
      const { taken } = accountOf(run, dialect)
      expect(refusalsOf(run, dialect)).toBeLessThanOrEqual(firstFew)
      expect(tallyOf(run, dialect)).toMatchObject({
        accepted: captures,
        delivered: taken.size,
        pending: captures - taken.size,
        lost: {},
      })
    }
  })
})

const refusalsOf = ({ requests }: Run, dialect: string): number =>
  requests.filter((request) => request.dialect === dialect && !request.taken).length
