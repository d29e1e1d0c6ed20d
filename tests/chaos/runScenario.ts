import { setTimeout as wait } from 'node:timers/promises'
import { http, init, type Monitor, sentry } from '@holdfast/node'
import type { Stats } from '@holdfast/shared'
import { startFaultySink } from '@holdfast/shared/testing'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'
import { mostPending } from './account.ts'
import { captureEvenly } from './captureEvenly.ts'
import type { Run } from './run.ts'
import type { Scenario } from './scenario.ts'

/** Longer than any wait that a scenario asks for, or that we ask of ourselves. */
const longestDrain = 60_000

/** Sends 2,000 signals, in both dialects, to one sink that takes its turns, and drains what is held. */
export const runScenario = async ({
  turns,
  options,
  isFlushed = true,
}: Omit<Scenario, 'name'>): Promise<Run> => {
  const sink = await startFaultySink()
  const folder = createTemporaryFolder()
  const monitor = init({
    service: 'chaos',
    sinks: [sentry({ dsn: sink.dsn }), http({ url: sink.url })],
    globalErrors: false,
    // The sink is a server of this very process.
    incoming: false,
    outgoing: false,
    shutdownTimeout: longestDrain,
    store: { directory: folder.path },
    ...options,
  })
  const samples: Stats[] = []
  const sampler = setInterval(() => samples.push(monitor.stats()), 100)
  try {
    const started = performance.now()
    const captured = captureEvenly(monitor)
    for (const { at, act } of turns) {
      await wait(Math.max(0, started + at - performance.now()))
      await act(sink)
    }
    const ids = await captured
    const stopped = performance.now()
    await (isFlushed ? monitor.flush() : untilSettled(monitor))
    const drained = Math.round(performance.now() - stopped)
    return { ids, requests: [...sink.requests], samples, stats: monitor.stats(), drained }
  } finally {
    clearInterval(sampler)
    await monitor.close(0)
    await sink.stop()
    folder.remove()
  }
}

/** Nobody presses: what is held must find its way alone. */
const untilSettled = async (monitor: Monitor): Promise<void> => {
  const deadline = performance.now() + longestDrain
  while (mostPending(monitor.stats()) > 0 && performance.now() < deadline) await wait(50)
}
