import { describe, expect, it } from 'vitest'
import { type ResilienceSetUp, setUpResilience } from '../testing/setUpResilience.ts'
import { createHedge } from './hedge.ts'
import type { Call } from './layer.ts'

const setUp = (): ResilienceSetUp => setUpResilience(() => new AbortController())

interface Planned {
  readonly takes: number
  readonly fails?: boolean
}

/** Calls that take as long as planned, and what became of their signals. */
const plan = ({ runtime }: ResilienceSetUp, ...calls: readonly Planned[]) => {
  const signals: AbortSignal[] = []
  const call = ({ signal }: Call): Promise<number> => {
    const index = signals.push(signal) - 1
    const { takes = 0, fails } = calls[index] ?? {}
    return new Promise((resolve, reject) => {
      runtime.scheduler.after(takes as never, () =>
        fails ? reject(new Error(`call ${index}`)) : resolve(index),
      )
    })
  }
  return { call, aborted: () => signals.map(({ aborted }) => aborted) }
}

describe('hedge', () => {
  it('calls once where the first is quick, and leaves no timer', async () => {
    const set = setUp()
    const { call, aborted } = plan(set, { takes: 50 })
    const standing = set.follow(createHedge({ delay: 100 }, set.host).run(call))
    await set.runtime.advance(1_000)
    expect(standing()).toMatchObject({ value: 0, at: 50 })
    expect(aborted()).toEqual([false])
    expect(set.openTimers()).toBe(0)
  })

  it('gives no company to a call that must not be made twice', async () => {
    const set = setUp()
    const { call, aborted } = plan(set, { takes: 500 }, { takes: 0 })
    const standing = set.follow(createHedge({ delay: 100 }, set.host).run(call, { once: true }))
    await set.runtime.advance(1_000)
    expect(standing()).toMatchObject({ value: 0, at: 500 })
    expect(aborted()).toEqual([false])
  })

  it('takes the second where it is first, and aborts the other but not the winner', async () => {
    const set = setUp()
    const { call, aborted } = plan(set, { takes: 500 }, { takes: 20 })
    const standing = set.follow(createHedge({ delay: 100, on: set.on }, set.host).run(call))
    await set.runtime.advance(1_000)
    expect(standing()).toMatchObject({ value: 1, at: 120 })
    expect(aborted()).toEqual([true, false])
    expect(set.events).toEqual([{ type: 'hedge', attempt: 1, delay: 100 }])
  })

  it('waits for the other where one fails, and rejects with the first error where both do', async () => {
    const set = setUp()
    const { run } = createHedge({ delay: 100 }, set.host)
    const one = set.follow(run(plan(set, { takes: 150, fails: true }, { takes: 100 }).call))
    const both = set.follow(
      run(plan(set, { takes: 150, fails: true }, { takes: 100, fails: true }).call),
    )
    await set.runtime.advance(1_000)
    expect(one()).toMatchObject({ value: 1, at: 200 })
    expect(both()).toMatchObject({ error: { message: 'call 0' }, at: 200 })
  })

  it('leaves an early failure to the retry', async () => {
    const set = setUp()
    const { call, aborted } = plan(set, { takes: 50, fails: true })
    const standing = set.follow(createHedge({ delay: 100 }, set.host).run(call))
    await set.runtime.advance(1_000)
    expect(standing()).toMatchObject({ type: 'rejected', at: 50 })
    expect(aborted()).toHaveLength(1)
  })

  it('aborts all, and calls no more, when the caller gives up', async () => {
    const set = setUp()
    const caller = new AbortController()
    const { call, aborted } = plan(set, { takes: 500 }, { takes: 500 })
    set.follow(createHedge({ delay: 100 }, set.host).run(call, { signal: caller.signal }))
    await set.runtime.advance(50)
    caller.abort()
    await set.runtime.advance(1_000)
    expect(aborted()).toEqual([true])
  })
})
