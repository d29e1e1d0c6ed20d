import { describe, expect, it } from 'vitest'
import { setUpResilience } from '../testing/setUpResilience.ts'
import { CallTimeoutError } from './callTimeoutError.ts'
import { createTimeout } from './timeout.ts'

const setUp = () => setUpResilience(() => new AbortController())
const hang = (): Promise<never> => new Promise(() => undefined)

describe('timeout', () => {
  it('rejects on time though the function ignores its signal', async () => {
    const { runtime, host, follow, openTimers, events, on } = setUp()
    const standing = follow(createTimeout({ after: '2s', on }, host).run(hang))
    await runtime.advance(1_999)
    expect(standing().type).toBe('pending')
    await runtime.advance(1)
    expect(standing()).toMatchObject({
      error: { code: 'CALL_TIMEOUT', name: 'CallTimeoutError', after: 2_000 },
    })
    expect(events).toEqual([{ type: 'timeout', of: 'call', after: 2_000 }])
    expect(openTimers()).toBe(0)
  })

  it('aborts the signal with its error', async () => {
    const { runtime, host, follow } = setUp()
    let seen: AbortSignal | undefined
    const run = createTimeout(10, host).run(({ signal }) => {
      seen = signal
      return hang()
    })
    const standing = follow(run)
    await runtime.advance(10)
    const outcome = standing()
    expect(seen?.aborted).toBe(true)
    expect(outcome).toMatchObject({ type: 'rejected', error: seen?.reason })
  })

  it('waits for the function to end where it is not hard, and takes a late result', async () => {
    const { runtime, host, follow } = setUp()
    const { run } = createTimeout({ after: 10, hard: false }, host)
    const late = follow(
      run(
        () => new Promise((resolve) => runtime.scheduler.after(50 as never, () => resolve('late'))),
      ),
    )
    const fails = follow(
      run(
        ({ signal }) =>
          new Promise((_, reject) => {
            signal.addEventListener('abort', () => reject(new Error('of the function')))
          }),
      ),
    )
    const ignores = follow(run(hang))
    await runtime.advance(1_000)
    expect(late()).toMatchObject({ value: 'late', at: 50 })
    expect(fails()).toMatchObject({ error: new CallTimeoutError(10), at: 10 })
    expect(ignores()).toEqual({ type: 'pending' })
  })

  it('makes no signal for who does not read one, and gives an aborted one to who reads it late', async () => {
    const { runtime, host, follow } = setUp()
    let made = 0
    const counting = {
      ...host,
      createAbort: () => {
        made++
        return new AbortController()
      },
    }
    const { run } = createTimeout(10, counting)
    await run(() => 1)
    expect(made).toBe(0)
    let late: boolean | undefined
    follow(
      run(async (call) => {
        await new Promise<void>((resolve) => runtime.scheduler.after(20 as never, resolve))
        late = call.signal.aborted
      }),
    )
    await runtime.advance(20)
    expect([late, made]).toEqual([true, 1])
  })

  it('passes on that the caller gave up, and lets go of its signal', async () => {
    const { runtime, host, follow, openTimers } = setUp()
    const caller = new AbortController()
    const listeners = new Set<unknown>()
    const { addEventListener, removeEventListener } = caller.signal
    caller.signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
      listeners.add(args[1])
      addEventListener.apply(caller.signal, args)
    }
    caller.signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
      listeners.delete(args[1])
      removeEventListener.apply(caller.signal, args)
    }
    const { run } = createTimeout(10, host)
    await run(() => 1, { signal: caller.signal })
    expect(listeners.size).toBe(0)
    const standing = follow(run(hang, { signal: caller.signal }))
    await runtime.settle()
    caller.abort('gone')
    await runtime.settle()
    expect(standing()).toMatchObject({ error: 'gone' })
    expect([listeners.size, openTimers()]).toEqual([0, 0])
  })

  it('rejects, and does not throw, where the function throws at once', async () => {
    const { host, openTimers } = setUp()
    const run = createTimeout(10, host).run(() => {
      throw new Error('at once')
    })
    await expect(run).rejects.toThrow('at once')
    expect(openTimers()).toBe(0)
  })
})
