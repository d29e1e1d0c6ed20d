import { init, memorySink, type NodeMonitor, type NodeOptions } from '@holdfast/node'
import { onTestFinished } from 'vitest'

/** One series of calls: what it says of them, and how many there were. */
export interface Series {
  readonly attributes: Readonly<Record<string, unknown>>
  readonly count: number
  readonly sum: number
}

interface Watched {
  readonly monitor: NodeMonitor
  /** What was told of calls since it was last asked. */
  series(): Promise<readonly Series[]>
  /** What a capture carries now. */
  contextsOf(error: unknown): Promise<Readonly<Record<string, unknown>>>
  readonly said: string[]
}

/** A monitor in this process, which goes with the test. */
export const openMonitor = (options: Partial<NodeOptions> = {}): Watched => {
  const memory = memorySink()
  const said: string[] = []
  const monitor = init({
    service: 'calls',
    sinks: [memory],
    store: false,
    globalErrors: false,
    incoming: false,
    debug: ({ text }) => void said.push(text),
    ...options,
  })
  onTestFinished(async () => void (await monitor.close()))
  return {
    monitor,
    said,
    series: async () => {
      await monitor.flush()
      const told = memory.signals.flatMap((signal) => {
        if (signal.kind !== 'metric' || signal.type !== 'distribution') return []
        const { name, attributes, histogram, unit } = signal
        if (name !== 'http.client.request.duration' || unit !== 'millisecond') return []
        return [{ attributes, count: histogram.count, sum: histogram.sum }]
      })
      memory.clear()
      return told
    },
    contextsOf: async (error) => {
      monitor.captureError(error)
      await monitor.flush()
      return memory.errors.at(-1)?.scope.contexts ?? {}
    },
  }
}

/** Long enough for what was sent on to have been told. */
export const settled = (milliseconds = 30): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds))
