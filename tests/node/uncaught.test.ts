import { describe, expect, it } from 'vitest'
import { expectSeen, type SeenError } from '../harness/expectSeen.ts'
import { startSink } from '../harness/startSink.ts'
import { runChild, visibleEnd } from './runChild.ts'

interface Failure {
  readonly failure: string
  readonly seen: Partial<SeenError>
}

const nonErrorRejected: Partial<SeenError> = {
  message: expect.stringContaining('a text, rejected'),
}

const failures: readonly Failure[] = [
  { failure: 'throwAtOnce', seen: { type: 'TypeError', message: 'thrown at once' } },
  { failure: 'throwInTimer', seen: { type: 'RangeError', message: 'thrown in a timer' } },
  { failure: 'throwText', seen: { type: 'NonError', message: 'a text, thrown' } },
  { failure: 'throwUndefined', seen: { type: 'NonError', message: 'undefined' } },
  { failure: 'rejectError', seen: { type: 'TypeError', message: 'rejected' } },
  { failure: 'rejectText', seen: nonErrorRejected },
  { failure: 'rejectLater', seen: { type: 'Error', message: 'rejected later' } },
]

const runBoth = async (failure: string, flags: readonly string[]) => {
  const sink = await startSink()
  const env = { FAILURE: failure }
  const bare = await runChild('fail.mjs', { flags, env })
  const monitored = await runChild('fail.mjs', { flags, env, sink })
  return { sink, bare, monitored }
}

describe('a process that fails', () => {
  it.each(failures)('ends as without us, and is seen once: $failure', async ({ failure, seen }) => {
    const { sink, bare, monitored } = await runBoth(failure, [])
    expect(bare.code).toBe(1)
    expect(visibleEnd(monitored)).toEqual(visibleEnd(bare))
    expectSeen(sink, [{ ...seen, handled: false }])
  })

  const flagged = ['warn', 'none', 'strict', 'throw'].flatMap((mode) =>
    ['rejectError', 'rejectText'].map((failure) => ({ mode, failure })),
  )

  it.each(flagged)(
    'does so under --unhandled-rejections=$mode: $failure',
    async ({ mode, failure }) => {
      const { sink, bare, monitored } = await runBoth(failure, [`--unhandled-rejections=${mode}`])
      expect(visibleEnd(monitored)).toEqual(visibleEnd(bare))
      const message =
        failure === 'rejectError' ? 'rejected' : expect.stringContaining('a text, rejected')
      expectSeen(sink, [{ message, handled: false }])
    },
  )

  it('ends as without us in the one mode that does not let us see it', async () => {
    // There a listener of ours would replace the warning and the exit code that nobody else gives.
    const { sink, bare, monitored } = await runBoth('rejectError', [
      '--unhandled-rejections=warn-with-error-code',
    ])
    expect(bare.code).toBe(1)
    expect(visibleEnd(monitored)).toEqual(visibleEnd(bare))
    expectSeen(sink, [])
  })

  it('does so when the flag comes by NODE_OPTIONS', async () => {
    const sink = await startSink()
    const env = { FAILURE: 'rejectError', NODE_OPTIONS: '--unhandled-rejections=warn' }
    const bare = await runChild('fail.mjs', { env })
    const monitored = await runChild('fail.mjs', { env, sink })
    expect(visibleEnd(monitored)).toEqual(visibleEnd(bare))
    expectSeen(sink, [{ message: 'rejected', handled: false }])
  })

  it('counts an error once that was captured by hand before', async () => {
    const sink = await startSink()
    const bare = await runChild('captureBeforehand.mjs')
    const monitored = await runChild('captureBeforehand.mjs', { sink })
    expect(visibleEnd(monitored)).toEqual(visibleEnd(bare))
    expectSeen(sink, [{ message: 'captured, then thrown', handled: true }])
  })
})
