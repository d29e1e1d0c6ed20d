import { setTimeout as sleep } from 'node:timers/promises'
import type { SinkHost } from '@holdfast/shared'

/** In milliseconds. It takes a few, unless a hook of the app or the primary is slow. */
const longestPause = 20

/**
 * Has a monitor tell what it has counted, and waits until the sink has it: the ledger knows. The process waits with it,
 * for somebody has asked.
 */
export const reportTo = async (host: SinkHost, sink: string, longest: number): Promise<void> => {
  const end = performance.now() + longest
  host.report()
  for (let pause = 1; isPending(host, sink) && performance.now() < end; pause++) {
    await sleep(Math.min(pause, longestPause))
  }
}

const isPending = (host: SinkHost, sink: string): boolean =>
  (host.stats().sinks[sink]?.['metric']?.pending ?? 0) > 0
