import { describe, expect, it } from 'vitest'
import { expectSeen } from '../harness/expectSeen.ts'
import { startSink } from '../harness/startSink.ts'
import { runChild, visibleEnd } from './runChild.ts'

const runBoth = async (script: string, flags: readonly string[] = []) => {
  const sink = await startSink()
  const bare = await runChild(script, { flags })
  const monitored = await runChild(script, { flags, sink })
  return { sink, bare, monitored }
}

describe('an app with listeners of its own', () => {
  it('lives on, and each error is seen once', async () => {
    const { sink, bare, monitored } = await runBoth('ownListeners.mjs')
    expect(bare.stdout).toBe('unhandled rejected\nuncaught thrown\nalive\n')
    expect(visibleEnd(monitored)).toEqual(visibleEnd(bare))
    expectSeen(sink, [
      { message: 'rejected', handled: false },
      { message: 'thrown', handled: false },
    ])
  })

  it('lives on in strict mode, and each error is seen once', async () => {
    const { sink, bare, monitored } = await runBoth('ownListeners.mjs', [
      '--unhandled-rejections=strict',
    ])
    expect(bare.stdout).toContain('alive')
    expect(visibleEnd(monitored)).toEqual(visibleEnd(bare))
    expectSeen(sink, [
      { message: 'rejected', handled: false },
      { message: 'thrown', handled: false },
    ])
  })

  it('ends again once it has stopped listening', async () => {
    const { sink, bare, monitored } = await runBoth('lateListener.mjs')
    expect(bare.code).toBe(1)
    expect(bare.stdout).toBe('unhandled while listening\n')
    expect(visibleEnd(monitored)).toEqual(visibleEnd(bare))
    expectSeen(sink, [
      { message: 'while listening', handled: false },
      { message: 'after listening', handled: false },
    ])
  })
})
