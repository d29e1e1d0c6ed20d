import type { Attributes } from '../model/attributes.ts'
import type { Stats } from '../model/stats.ts'
import { milliseconds } from '../model/units.ts'
import type { Capture, Instrument } from '../ports/instrument.ts'
import type { Scheduler } from '../ports/scheduler.ts'

const period = milliseconds(60_000)

interface Count {
  readonly attributes: Attributes
  readonly value: number
}

/**
 * Sends the ledger as metrics, once a minute where it has changed: `holdfast.signals`, by sink, kind
 * and fate. Of the metrics themselves it does not tell: that would never end.
 */
export const ledgerMetrics = (scheduler: Pick<Scheduler, 'after'>): Instrument => ({
  name: 'ledgerMetrics',
  start: (capture) => {
    const told = new Map<string, number>()
    let stop = scheduler.after(period, report)

    function report(): void {
      stop = scheduler.after(period, report)
      for (const { attributes, value } of toCounts(capture.stats())) {
        const key = JSON.stringify(attributes)
        tell(capture, { attributes, value: value - (told.get(key) ?? 0) })
        told.set(key, value)
      }
    }
    return () => stop()
  },
})

const tell = (capture: Capture, { attributes, value }: Count): void => {
  if (value === 0) return
  const name = 'holdfast.signals'
  capture.captureFact({ kind: 'metric', type: 'counter', name, value, attributes })
}

const toCounts = ({ sinks }: Stats): readonly Count[] =>
  Object.entries(sinks).flatMap(([sink, kinds]) =>
    Object.entries(kinds).flatMap(([kind, { accepted, recovered, delivered, lost }]) => {
      const fates = { accepted, recovered, delivered, ...lost }
      return kind === 'metric'
        ? []
        : Object.entries(fates).map(([fate, value]) => ({
            attributes: { sink, kind, fate },
            value,
          }))
    }),
  )
