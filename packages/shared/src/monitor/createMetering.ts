import { createMetrics } from '../aggregate/createMetrics.ts'
import { counted, distributed, gauged, timed } from '../aggregate/series.ts'
import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import { toTags } from '../enrich/scopeData.ts'
import type { Trace } from '../model/scope.ts'
import type { Stop } from '../model/stop.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Capture, Instrument } from '../ports/instrument.ts'
import type { Metering } from '../ports/metering.ts'
import type { Runtime } from '../ports/runtime.ts'
import { createTimings, type TellSlow } from './createTimings.ts'

/** How values are gathered. */
export interface MetricsSettings {
  /** Zero: only a flush tells of them. */
  readonly interval: Milliseconds
  readonly maxSeries: number
}

interface MeteringParts extends Pick<Runtime, 'clock' | 'scheduler'> {
  readonly settings: MetricsSettings
  readonly debug: DebugChannel
  /** Of the current scope; only where exemplars are wanted. */
  readonly traceNow: (() => Trace | undefined) | undefined
  /** A slow call tells of itself. */
  readonly tellSlow: TellSlow
}

/** An instrument that captures what its monitor is given to count. */
export interface MeteringInstrument extends Instrument {
  readonly metering: Metering
}

export const createMetering = (parts: MeteringParts): MeteringInstrument => {
  const { clock, scheduler, settings, tellSlow } = parts
  const { interval, maxSeries } = settings
  let capture: Capture | undefined
  let stop: Stop | undefined

  const report = (): void => {
    stop?.()
    for (const fact of metrics.drain()) capture?.captureFact(fact)
  }
  const onChange = (): void => {
    if (interval > 0 && capture) stop = scheduler.after(interval, report)
  }
  const metrics = createMetrics({ ...parts, maxSeries, toAttributes: toTags, onChange })
  const { recorder, bind } = metrics
  const count = recorder(counted)
  const time = recorder(timed)

  return {
    name: 'metering',
    start: (given) => {
      capture = given
      return () => {
        stop?.()
        capture = undefined
      }
    },
    report,
    metering: {
      count: (name, value = 1, attributes) => count(name, value, attributes),
      gauge: recorder(gauged),
      time,
      distribution: recorder(distributed),
      counter: (name, attributes) => {
        const add = bind(counted, name, attributes)
        return { add: (value = 1, more) => add(value, more) }
      },
      timer: (name, attributes) => ({ record: bind(timed, name, attributes) }),
      ...createTimings({ clock, record: time, tellSlow }),
    },
  }
}
