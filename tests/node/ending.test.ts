import type { FaultySink } from '@holdfast/shared/testing'
import { describe, expect, it } from 'vitest'
import { expectSeen } from '../harness/expectSeen.ts'
import { startSink } from '../harness/startSink.ts'
import { runChild } from './runChild.ts'

describe('the end of a process', () => {
  it('delivers what was captured right before process.exit(3), and exits with 3', async () => {
    const sink = await startSink()
    const { code, stderr } = await runChild('exitAtOnce.mjs', { sink })
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' })
    expectSeen(sink, [{ message: 'before the exit', handled: true }])
  })

  it('is not held up where the folder of the process is gone, and no thread can start', async () => {
    const sink = await startSink()
    const { code, stderr, milliseconds } = await runChild('exitNowhere.mjs', { sink })
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' })
    expect(milliseconds).toBeLessThan(15_000)
  })

  it('delivers when it comes by itself, and keeps the exit code', async () => {
    const sink = await startSink()
    const { code, stderr } = await runChild('endByItself.mjs', { sink })
    expect({ code, stderr }).toEqual({ code: 5, stderr: '' })
    expectSeen(sink, [{ message: 'before the end', handled: true }])
  })

  it('delivers what is captured while it ends', async () => {
    const sink = await startSink()
    sink.behave({ do: 'trickle', milliseconds: 300 }, { do: 'trickle', milliseconds: 300 })
    const { code } = await runChild('captureWhileEnding.mjs', { sink })
    expect(code).toBe(0)
    expectSeen(sink, [{ message: 'before the end' }, { message: 'while ending' }])
  })

  it('delivers also what waits behind requests that are under way', async () => {
    const sink = await startSink()
    sink.behaveAlways({ do: 'trickle', milliseconds: 300 })
    const { code } = await runChild('exitUnderWay.mjs', { sink })
    expect(code).toBe(3)
    expect(sink.taken('sentry').size).toBe(30)
    expect(sink.taken('http').size).toBe(30)
  })

  it('is used for every sink, also beside one that takes a request for each signal', async () => {
    const sink = await startSink()
    const { code } = await runChild('exitWithMany.mjs', { sink })
    expect(code).toBe(3)
    expect(sink.taken('http').size).toBe(3_000)
  })

  it('is not held up by an idle monitor', async () => {
    const sink = await startSink()
    const bare = await runChild('idle.mjs')
    const monitored = await runChild('idle.mjs', { sink })
    expect(monitored.code).toBe(0)
    expect(monitored.milliseconds).toBeLessThan(bare.milliseconds + 1_000)
    expect(sink.requests).toEqual([])
  })
})

const shutdownTimeout = 1_000
/** What a busy machine may need on top, and far less than the ten seconds of a request. */
const margin = 2_500

const deadSinks: readonly (readonly [string, (sink: FaultySink) => Promise<void> | void])[] = [
  ['hangs', (sink) => sink.behaveAlways({ do: 'hang' })],
  ['is down', (sink) => sink.goDown()],
  ['refuses', (sink) => sink.behaveAlways({ do: 'answer', status: 503 })],
]

const endings = [
  { script: 'exitAtOnce.mjs', code: 3 },
  { script: 'endByItself.mjs', code: 5 },
  { script: 'captureWhileEnding.mjs', code: 0 },
  { script: 'endWhileSending.mjs', code: 0 },
  { script: 'fail.mjs', code: 1 },
]

describe.each(deadSinks)('a process whose sink %s', (_, kill) => {
  it.each(endings)('ends in time, and with its own code: $script', async ({ script, code }) => {
    const sink = await startSink()
    await kill(sink)
    const env = { FAILURE: 'throwInTimer', SHUTDOWN_TIMEOUT: String(shutdownTimeout) }
    const bare = await runChild(script, { env })
    const monitored = await runChild(script, { env, sink })
    expect(bare.code).toBe(code)
    expect(monitored.code).toBe(code)
    expect(monitored.stderr).toBe(bare.stderr)
    expect(monitored.milliseconds).toBeLessThan(bare.milliseconds + shutdownTimeout + margin)
  })
})
