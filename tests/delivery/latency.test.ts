import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { startSink } from '../harness/startSink.ts'
import { openMonitor, startLoad } from './openMonitor.ts'

describe('a collector that is a network away', () => {
  it('is kept up with at 100 captures a second, whichever its dialect', async () => {
    const sink = await startSink()
    // About what a region away costs. Sentry takes one event a request, so that requests which wait
    // for each other could carry twenty a second at the most.
    sink.behaveAlways({ do: 'trickle', milliseconds: 50 })
    const monitor = openMonitor({ forSentry: sink, forHttp: sink })
    const stopLoad = startLoad(monitor, 100)
    await wait(5_000)
    const ids = stopLoad()
    await wait(1_500)
    expect(monitor.stats().sinks['http']?.error?.delivered).toBe(ids.length)
    expect(monitor.stats().sinks['sentry']?.error?.delivered).toBe(ids.length)
  })
})
