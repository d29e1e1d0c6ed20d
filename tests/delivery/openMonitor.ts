import {
  http,
  init,
  type Monitor,
  type NodeOptions,
  type ServerMonitor,
  sentry,
} from '@holdfast/node'
import type { Stats } from '@holdfast/shared'
import type { FaultySink } from '@holdfast/shared/testing'
import { onTestFinished } from 'vitest'
import { expectLaw } from '../harness/expectLaw.ts'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'

/** Where each of the two dialects is shipped to: two sinks, or one that speaks both. */
interface Backends {
  readonly forSentry: FaultySink
  readonly forHttp: FaultySink
}

/** A monitor in this process that ships in both dialects, and is closed with the test. */
export const openMonitor = (
  { forSentry, forHttp }: Backends,
  options: Partial<NodeOptions> = {},
): ServerMonitor => {
  const folder = createTemporaryFolder()
  const monitor = init({
    service: 'delivery',
    store: { directory: folder.path },
    sinks: [sentry({ dsn: forSentry.dsn }), http({ url: forHttp.url })],
    globalErrors: false,
    // The sinks are servers of this very process.
    incoming: false,
    outgoing: false,
    ...options,
  })
  onTestFinished(async () => {
    await monitor.close(0)
    folder.remove()
  })
  return monitor
}

/** Checks the law ten times a second, until it is stopped; then it returns what it saw. */
export const startSampling = (monitor: Monitor): (() => readonly Stats[]) => {
  const samples: Stats[] = []
  const timer = setInterval(() => samples.push(monitor.stats()), 100)
  onTestFinished(() => clearInterval(timer))
  return () => {
    clearInterval(timer)
    for (const stats of samples) expectLaw(stats)
    return samples
  }
}

/** Captures so many errors a second, evenly, until it is stopped; then it returns their ids. */
export const startLoad = (monitor: Monitor, perSecond: number): (() => readonly string[]) => {
  const ids: string[] = []
  const started = performance.now()
  const timer = setInterval(() => {
    // By the clock, not by the tick: a busy machine must not lower the load.
    const due = ((performance.now() - started) * perSecond) / 1_000
    while (ids.length < due) ids.push(monitor.captureError(new Error(`number ${ids.length}`)) ?? '')
  }, 5)
  onTestFinished(() => clearInterval(timer))
  return () => {
    clearInterval(timer)
    return ids
  }
}
