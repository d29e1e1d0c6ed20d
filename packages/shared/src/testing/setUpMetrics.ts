import { createMetrics, type Metrics } from '../aggregate/createMetrics.ts'
import { counted, distributed, gauged, timed } from '../aggregate/series.ts'
import { toTags } from '../enrich/scopeData.ts'
import { wallTime } from '../model/units.ts'

type Record = ReturnType<Metrics['recorder']>

interface MetricsBench extends Metrics {
  /** What the debug channel said. */
  readonly said: readonly string[]
  /** How often there was something to drain again. */
  readonly changes: () => number
  readonly count: Record
  readonly gauge: Record
  readonly time: Record
  readonly distribution: Record
}

/** What metrics are made of in a monitor, with recorders by the names of its functions. */
export const setUpMetrics = (maxSeries: number = 1_000): MetricsBench => {
  const said: string[] = []
  let now = 1_000
  let changes = 0
  const metrics = createMetrics({
    maxSeries,
    clock: { wall: () => wallTime(now++) },
    debug: { sayOnce: (_, text) => void (said.includes(text) || said.push(text)) },
    toAttributes: toTags,
    onChange: () => changes++,
  })
  return {
    ...metrics,
    said,
    changes: () => changes,
    count: metrics.recorder(counted),
    gauge: metrics.recorder(gauged),
    time: metrics.recorder(timed),
    distribution: metrics.recorder(distributed),
  }
}
