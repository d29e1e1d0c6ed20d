import {
  type ConfigProblem,
  HoldfastConfigError,
  type LocalSink,
  milliseconds,
  type Signal,
} from '@holdfast/shared'
import {
  type Delta,
  formatFor,
  type PrometheusOptions,
  readPrometheusOptions,
} from '@holdfast/shared/sinks/prometheus'
import { createHandler, type PrometheusHandler } from './handler.ts'
import { reportTo } from './reportTo.ts'
import { type Hub, type Informant, startHub } from './startHub.ts'

/** A sink that Prometheus scrapes. */
export interface PrometheusSink extends LocalSink {
  /**
   * Answers scrapes, by `Accept` as text, as OpenMetrics, or as protocol buffers with native histograms.
   *
   * @example
   * createServer(metrics.handler()).listen(9464)
   */
  handler(): PrometheusHandler
  /**
   * The same for a framework that answers by itself.
   *
   * @param accept - of the request. Default: the text format.
   * @returns it rejects where a worker's primary does not answer.
   */
  text(accept?: string): Promise<PrometheusText>
}

/** What is to be answered, and as what. */
export interface PrometheusText {
  readonly contentType: string
  readonly text: string
}

/** All of a report at once, and as soon as it comes: it is only added up. */
const batch = { maxCount: 1_000, maxAge: milliseconds(0) }

/**
 * Adds up what is counted and measured, for Prometheus to scrape. The workers of a cluster hand it to their
 * primary, and threads to the main one: each of them needs a monitor with this sink. Whichever is scraped,
 * the answer is about all of them.
 *
 * @example
 * const metrics = prometheus()
 * const monitor = init({ service: 'checkout', sinks: [metrics] })
 * createServer(metrics.handler()).listen(9464)
 */
export const prometheus = (options?: PrometheusOptions): PrometheusSink => {
  const { settings, problems } = readPrometheusOptions(options)
  const { name } = settings
  const monitors = new Set<Informant>()
  let hub: Hub | undefined
  let nameOfHub = name

  const open = (wanted: string): Hub => {
    if (problems.length > 0) throw new HoldfastConfigError(problems)
    // A handler may come before its monitor, which may call the sink otherwise.
    if (wanted !== nameOfHub && monitors.size === 0) {
      hub?.stop()
      hub = undefined
      nameOfHub = wanted
    }
    hub ??= startHub(nameOfHub, settings, monitors)
    return hub
  }
  const scrape = (format: string) => open(nameOfHub).scrape(format)

  const sink: PrometheusSink & { readonly problems?: readonly ConfigProblem[] } = {
    name,
    batch,
    accepts: ({ kind }) => kind === 'metric',
    receive: async (signals) => {
      const [first] = signals
      if (!first) return
      const { resource } = first
      await open(nameOfHub).deliver({ source: '', deltas: signals.flatMap(toDelta), resource })
    },
    exemplars: settings.exemplars,
    start: (host, { name: ownName }) => {
      open(ownName)
      const informant: Informant = (longest) => reportTo(host, ownName, longest)
      monitors.add(informant)
      return () => void monitors.delete(informant)
    },
    handler: () => {
      open(nameOfHub)
      return createHandler((accept) => scrape(formatFor(accept)))
    },
    text: async (accept) => {
      const format = formatFor(accept)
      const told = await scrape(format === 'protobuf' ? 'openMetrics' : format)
      return { contentType: told.contentType, text: 'text' in told ? told.text : '' }
    },
    ...(problems.length > 0 && { problems }),
  }
  return sink
}

/** Without what every signal carries: it may go to another process. */
const toDelta = (signal: Signal): readonly Delta[] => {
  if (signal.kind !== 'metric') return []
  const { resource: _, scope: __, cut: ___, ...delta } = signal
  return [delta]
}
