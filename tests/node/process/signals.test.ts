import { describe, expect, it } from 'vitest'
import { errorsOf } from '../../harness/readTaken.ts'
import { startSink } from '../../harness/startSink.ts'
import { idsIn, missingAt, openLives, wordsIn } from './openLives.ts'

/** Of `children/monitor.mjs`. */
const shutdownTimeout = 700
/** What a busy machine may need on top. */
const slack = 2_500
/** Longer than any test: what is held up for it is seen. */
const patient = { SHUTDOWN_TIMEOUT: '20000' }

interface Given {
  readonly scenario: string
  readonly signal?: string
  readonly hangs?: boolean
  readonly env?: Readonly<Record<string, string>>
}

const runBoth = async ({ scenario, signal = 'SIGTERM', hangs = false, env = {} }: Given) => {
  const { sink, run, bare } = await openLives()
  if (hangs) sink.behaveAlways({ do: 'hang' })
  const all = { SCENARIO: scenario, SIGNAL: signal, ...env }
  const alone = await bare('scenarios.mjs', all)
  const life = await run('scenarios.mjs', all)
  const endOf = (one: typeof life) => ({
    code: one.code,
    signal: one.signal,
    words: wordsIn(one),
    stderr: one.stderr,
  })
  const late = life.milliseconds - alone.milliseconds
  return { sink, ids: idsIn(life), alone: endOf(alone), life: endOf(life), late }
}

/** How the app ends, whatever we do: with a sink that is up, nothing is left over. */
const unchanged: readonly Given[] = [
  { scenario: 'nobodyListens' },
  { scenario: 'nobodyListens', signal: 'SIGINT' },
  { scenario: 'closesItsServer' },
  { scenario: 'closesItsServer', signal: 'SIGINT' },
  { scenario: 'exitsAtOnce' },
  { scenario: 'ignoresTwice' },
  { scenario: 'noLongerListens' },
  { scenario: 'listensOnceAhead' },
  { scenario: 'isEmittedByHand' },
  { scenario: 'hasClosed' },
]

describe('a process that is sent a signal', () => {
  it.each(unchanged)('ends as without us, and tells all before: %j', async (given) => {
    const { sink, ids, alone, life } = await runBoth(given)
    expect(life).toEqual(alone)
    expect(missingAt(sink, ids)).toEqual([])
  })

  it.each(unchanged)('ends in time where its sink hangs: %j', async (given) => {
    const { alone, life, late } = await runBoth({ ...given, hangs: true })
    expect(life).toEqual(alone)
    expect(late).toBeLessThan(shutdownTimeout + slack)
  })

  it('ends at once where there is nothing to tell', async () => {
    const { alone, life, late } = await runBoth({
      scenario: 'nothingToTell',
      hangs: true,
      env: patient,
    })
    expect(life).toEqual(alone)
    expect(late).toBeLessThan(slack)
  })

  it('ends at once with a second signal', async () => {
    const { life, late } = await runBoth({
      scenario: 'isTold',
      hangs: true,
      env: patient,
    })
    expect(life).toMatchObject({ signal: 'SIGTERM', words: ['second'] })
    expect(late).toBeLessThan(slack)
  })

  it('ends by the exit of an app that exits meanwhile', async () => {
    const { life } = await runBoth({ scenario: 'exitsMeanwhile', hangs: true })
    expect(life).toMatchObject({ code: 4, signal: null, stderr: '' })
  })

  it.each(['closesMeanwhile', 'startsMeanwhile'])(
    'ends by it all the same: %s',
    async (scenario) => {
      const { life, late } = await runBoth({ scenario, hangs: true })
      expect(life).toMatchObject({ signal: 'SIGTERM', words: [], stderr: '' })
      expect(late).toBeLessThan(shutdownTimeout + slack)
    },
  )

  it('leaves it to whoever has begun to listen meanwhile, and dies of the next', async () => {
    const { life } = await runBoth({ scenario: 'listensTooLate', hangs: true })
    expect(life).toMatchObject({ signal: 'SIGTERM', words: ['heard', 'lives on'] })
  })

  it('is left alone where none is wanted', async () => {
    const { sink, life } = await runBoth({ scenario: 'wantsNone' })
    expect(life).toMatchObject({ signal: 'SIGTERM', words: ['0'] })
    expect(errorsOf(sink)).toEqual([])
  })

  it.each(['signalExitFirst', 'signalExitLater'])(
    'ends as without us beside %s',
    async (scenario) => {
      const { alone, life, late } = await runBoth({ scenario, hangs: true, env: patient })
      expect(alone).toMatchObject({ signal: 'SIGTERM', words: ['signal-exit null SIGTERM'] })
      expect(life).toEqual(alone)
      expect(late).toBeLessThan(slack)
    },
  )
})

describe('two copies of the SDK in a process', () => {
  it('both tell all that they have', async () => {
    const other = await startSink()
    const env = { OTHER_URL: other.url }
    const { sink, life } = await runBoth({ scenario: 'twoCopies', env })
    expect(life).toMatchObject({ signal: 'SIGTERM', words: [], stderr: '' })
    expect(errorsOf(sink)).toHaveLength(1)
    expect(errorsOf(other)).toHaveLength(1)
  })

  it.each([true, false])(
    'wait for the slower one, and not for ever; it hangs: %s',
    async (hangs) => {
      const other = await startSink()
      if (hangs) other.behaveAlways({ do: 'hang' })
      else other.behaveAlways({ do: 'answerLate', milliseconds: 800 })
      const env = { OTHER_URL: other.url }
      const { sink, life, late } = await runBoth({ scenario: 'oneIsSlow', env })
      expect(life).toMatchObject({ signal: 'SIGTERM', words: [], stderr: '' })
      expect(errorsOf(sink)).toHaveLength(1)
      expect(errorsOf(other)).toHaveLength(hangs ? 0 : 1)
      // Two seconds are the default.
      expect(late).toBeLessThan(2_000 + slack)
    },
  )
})
