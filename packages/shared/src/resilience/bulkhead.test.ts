import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { setUpResilience } from '../testing/setUpResilience.ts'
import { createBulkhead } from './bulkhead.ts'

const setUp = () => setUpResilience(() => new AbortController())

describe('bulkhead', () => {
  it('lets so many in, makes so many wait, and rejects the rest', async () => {
    const { runtime, host, follow, events, on } = setUp()
    const bulkhead = createBulkhead({ concurrency: 2, queue: 1, on }, host)
    const ends: (() => void)[] = []
    const call = () => new Promise<void>((resolve) => ends.push(resolve))
    const all = [1, 2, 3, 4].map(() => follow(bulkhead.run(call)))
    await runtime.settle()
    expect(bulkhead.state()).toEqual({ active: 2, queued: 1 })
    expect(all[3]?.()).toMatchObject({ error: { code: 'BULKHEAD_FULL' } })
    expect(events).toEqual([{ type: 'rejected', by: 'bulkhead' }])
    ends[0]?.()
    await runtime.settle()
    expect([bulkhead.state(), ends.length]).toEqual([{ active: 2, queued: 0 }, 3])
  })

  it('lets a waiting call leave the queue when it is aborted', async () => {
    const { runtime, host, follow } = setUp()
    const bulkhead = createBulkhead({ concurrency: 1, queue: 1 }, host)
    let end: () => void = () => undefined
    void bulkhead.run(() => new Promise<void>((resolve) => (end = resolve)))
    const caller = new AbortController()
    let called = false
    const waiting = follow(bulkhead.run(() => (called = true), { signal: caller.signal }))
    await runtime.settle()
    caller.abort('gone')
    await runtime.settle()
    expect(waiting()).toMatchObject({ error: 'gone' })
    expect(bulkhead.state()).toEqual({ active: 1, queued: 0 })
    end()
    await runtime.settle()
    expect([bulkhead.state().active, called]).toEqual([0, false])
  })

  it('gives the place back when the call was given up just as it got it', async () => {
    const { runtime, host, follow } = setUp()
    const bulkhead = createBulkhead({ concurrency: 1, queue: 1 }, host)
    const caller = new AbortController()
    void bulkhead.run(() => Promise.resolve()).then(() => caller.abort('gone'))
    const waiting = follow(bulkhead.run(() => 1, { signal: caller.signal }))
    await runtime.settle()
    expect(waiting().type).not.toBe('pending')
    expect(bulkhead.state()).toEqual({ active: 0, queued: 0 })
  })

  it('clears the place of a function that throws (fault 3: cleared in finally)', async () => {
    const { host } = setUp()
    const bulkhead = createBulkhead({ concurrency: 1 }, host)
    for (let index = 0; index < 3; index++) {
      const run = bulkhead.run(() => {
        throw new Error('at once')
      })
      await expect(run).rejects.toThrow('at once')
    }
    expect(bulkhead.state().active).toBe(0)
  })

  it('is never over its limits, first come first served, and empty in the end', async () => {
    const calls = fc.array(
      fc.record({ wait: fc.nat(30), takes: fc.nat(50), fails: fc.boolean() }),
      { maxLength: 40 },
    )
    await fc.assert(
      fc.asyncProperty(
        calls,
        fc.integer({ min: 1, max: 3 }),
        fc.nat(3),
        async (all, concurrency, queue) => {
          const { runtime, host, follow } = setUp()
          const bulkhead = createBulkhead({ concurrency, queue }, host)
          const order: number[] = []
          let active = 0
          for (const [index, { wait, takes, fails }] of all.entries()) {
            await runtime.advance(wait)
            follow(
              bulkhead.run(async () => {
                order.push(index)
                expect(++active).toBeLessThanOrEqual(concurrency)
                await new Promise<void>((resolve) =>
                  runtime.scheduler.after(takes as never, resolve),
                )
                active--
                if (fails) throw new Error('failed')
              }),
            )
            expect(bulkhead.state().queued).toBeLessThanOrEqual(queue)
          }
          await runtime.advance(5_000)
          expect(order).toEqual([...order].sort((one, other) => one - other))
          expect(bulkhead.state()).toEqual({ active: 0, queued: 0 })
        },
      ),
      { numRuns: 30 },
    )
  })
})
