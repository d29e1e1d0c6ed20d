import { type Arrivals, createArrivals } from '../collector/arrivals.ts'
import { type Collector, startCollector } from '../collector/startCollector.ts'
import { startControl } from '../collector/startControl.ts'
import type { PartOptions } from './part.ts'
import { createLedgerReader } from './readLedger.ts'
import { startApi } from './startApi.ts'
import { startWorker } from './startWorker.ts'

export interface Demo {
  readonly pageUrl: string
  readonly apiUrl: string
  readonly workerUrl: string
  readonly collector: Collector
  readonly arrivals: Arrivals
}

/** Starts the collector, the three parts of the shop, and the page's server. */
export const startDemo = async ({
  stops,
  onDeath,
}: Pick<PartOptions, 'stops' | 'onDeath'>): Promise<Demo> => {
  const arrivals = createArrivals()
  const collector = await startCollector(arrivals.add)
  stops.add(collector.goDown)

  const signalsUrl = `${collector.url}/in`
  const sentryDsn = `${collector.url.replace('://', '://0123456789abcdef@')}/1`
  const options: PartOptions = { sentryDsn, signalsUrl, stops, onDeath }
  const [apiUrl, workerUrl] = await Promise.all([
    startApi(new URL('api.js', import.meta.url), options),
    startWorker(new URL('worker.js', import.meta.url), options),
  ])

  const readApi = createLedgerReader(apiUrl)
  const readWorker = createLedgerReader(workerUrl)
  const control = await startControl({
    collector,
    config: { sentryDsn, signalsUrl, apiUrl, workerUrl },
    folder: new URL('web/', import.meta.url),
    readTick: async () => {
      const [api, worker] = await Promise.all([readApi(), readWorker()])
      const isCollectorUp = collector.isUp()
      return {
        isCollectorUp,
        api,
        worker,
        arrivedCount: arrivals.total(),
        arrivals: arrivals.takeNews(),
      }
    },
  })
  stops.add(control.stop)
  return { pageUrl: control.url, apiUrl, workerUrl, collector, arrivals }
}
