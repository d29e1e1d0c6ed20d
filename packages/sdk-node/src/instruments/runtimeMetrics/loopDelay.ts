import { gauge, type Reading, type StartSource } from './source.ts'

const nanoseconds = 1e9

/**
 * How late the event loop was, as gauges: Node's histogram gives quantiles, and not what was counted,
 * of which another one could be made. What it records is the time from one tick of its timer to the
 * next, so the interval itself is taken off.
 */
export const loopDelay: StartSource = ({ process }, { resolution }) => {
  const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
  const histogram = monitorEventLoopDelay({ resolution })
  const late = (value: number) =>
    gauge(Math.max(0, value / nanoseconds - resolution / 1_000), 'second')
  histogram.enable()
  return {
    read: ({ tell }: Reading) => {
      if (!(histogram.count > 0)) return
      const told = {
        max: histogram.max,
        mean: histogram.mean,
        p50: histogram.percentile(50),
        p90: histogram.percentile(90),
        p99: histogram.percentile(99),
      }
      histogram.reset()
      for (const [name, value] of Object.entries(told)) {
        tell(`nodejs.eventloop.delay.${name}`, late(value))
      }
    },
    stop: () => void histogram.disable(),
  }
}
