import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { repeatsOf } from '../harness/expectSeen.ts'
import { startSink } from '../harness/startSink.ts'
import { openMonitor, startLoad, startSampling } from './openMonitor.ts'

describe('a collector that is down for ten seconds under 200 captures a second', () => {
  it('takes every one of them afterwards, in both dialects, and none twice', async () => {
    const sink = await startSink()
    // Down before the first: where no request is cut off, no reply can be lost, so nothing may repeat.
    await sink.goDown()
    const monitor = openMonitor({ forSentry: sink, forHttp: sink }, { retry: { maxDelay: '1s' } })
    const stopSampling = startSampling(monitor)
    const stopLoad = startLoad(monitor, 200)
    await wait(10_000)
    expect(sink.requests).toEqual([])
    await sink.comeBack()
    await wait(1_000)
    const ids = stopLoad()

    const { pending } = await monitor.flush('20s')
    const samples = stopSampling()
    expect(samples.length).toBeGreaterThan(80)
    expect(pending).toBe(0)
    expect(ids.length).toBeGreaterThan(2_000)
    for (const dialect of ['sentry', 'http'] as const) {
      const taken = sink.taken(dialect)
      expect([...taken.keys()].sort()).toEqual([...ids].sort())
      expect(repeatsOf(taken)).toEqual([])
      expect(monitor.stats().sinks[dialect]?.error).toEqual({
        accepted: ids.length,
        recovered: 0,
        delivered: ids.length,
        pending: 0,
        lost: {},
      })
    }
  })

  it('repeats only what was under way when it is cut off in the middle', async () => {
    const sink = await startSink()
    const monitor = openMonitor(
      { forSentry: sink, forHttp: sink },
      { retry: { maxDelay: '500ms' } },
    )
    const stopSampling = startSampling(monitor)
    const stopLoad = startLoad(monitor, 200)
    for (let outage = 0; outage < 3; outage++) {
      await wait(1_000)
      await sink.goDown()
      await wait(1_000)
      await sink.comeBack()
    }
    const ids = stopLoad()
    await monitor.flush('20s')
    stopSampling()
    for (const dialect of ['sentry', 'http'] as const) {
      expect([...sink.taken(dialect).keys()].sort()).toEqual([...ids].sort())
      // One request a sink is under way at a time, of thirty signals at the most.
      expect(repeatsOf(sink.taken(dialect)).length).toBeLessThanOrEqual(3 * 30)
    }
  })
})
