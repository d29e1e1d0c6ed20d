import { describe, expect, it } from 'vitest'
import { expectSeen } from '../harness/expectSeen.ts'
import { startSink } from '../harness/startSink.ts'
import { runChild, visibleEnd } from './runChild.ts'

describe('a consumer', () => {
  it.each([
    ['by require', 'required.cjs', 'required'],
    ['by import', 'imported.mjs', 'imported'],
  ])('takes the package in %s', async (_, script, message) => {
    const sink = await startSink()
    const { code, stdout, stderr } = await runChild(script, { sink })
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'true\n', stderr: '' })
    expectSeen(sink, [{ message }])
  })
})

describe('two monitors in one process', () => {
  it('do not keep it alive', async () => {
    const sink = await startSink()
    const bare = await runChild('twoMonitors.mjs')
    const monitored = await runChild('twoMonitors.mjs', { sink })
    expect(monitored.code).toBe(0)
    expect(monitored.milliseconds).toBeLessThan(bare.milliseconds + 1_000)
  })

  it('do not swallow a rejection, and each sees it once', async () => {
    const sink = await startSink()
    const env = { FAILURE: 'rejection' }
    const bare = await runChild('twoMonitors.mjs', { env })
    const monitored = await runChild('twoMonitors.mjs', { env, sink })
    expect(bare.code).toBe(1)
    expect(visibleEnd(monitored)).toEqual(visibleEnd(bare))
    expectSeen(sink, [{ message: 'rejected' }, { message: 'rejected' }])
  })
})
