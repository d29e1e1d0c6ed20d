import type { LaneSettings } from '../deliver/laneSettings.ts'
import type { DiagnosticListener } from '../diagnostics/debugChannel.ts'
import type { Tags } from '../model/attributes.ts'
import type { ConfigProblem } from '../model/configProblem.ts'
import type { Consent } from '../model/consent.ts'
import { type Milliseconds, milliseconds } from '../model/units.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { UsableSink } from '../ports/sink.ts'
import type { BeforeDelivery } from './beforeDelivery.ts'
import type { EnrichmentSettings } from './createEnrichment.ts'
import type { MetricsSettings } from './createMetering.ts'
import {
  consent,
  count,
  duration,
  expressions,
  flag,
  flagOrListener,
  groupOrFalse,
  hook,
  instrumentList,
  object,
  patterns,
  rates,
  severity,
  size,
  syncHook,
  tags,
  text,
  texts,
  wait,
} from './optionKinds.ts'
import { type Rules, readRules } from './readRules.ts'
import { sinkList } from './readSinks.ts'

/** The options, with the defaults in the place of those that were not given. */
export interface Settings extends EnrichmentSettings {
  readonly service: string
  readonly release: string | undefined
  readonly environment: string | undefined
  readonly tags: Tags
  readonly consent: Consent
  readonly sinks: readonly UsableSink[]
  readonly delivery: LaneSettings
  readonly metrics: MetricsSettings
  readonly shutdownTimeout: Milliseconds
  readonly debug: boolean | DiagnosticListener
  readonly beforeDelivery: BeforeDelivery | undefined
  readonly instruments: readonly Instrument[]
  /** Of the runtime packages that can watch for what nobody caught. */
  readonly globalErrors: boolean
}

/** What came of reading options. Where an option is wrong, its default stands in the settings. */
export interface ReadOptions<Others = unknown> {
  readonly settings: Settings & Others
  readonly problems: readonly ConfigProblem[]
}

/** What a runtime package sets otherwise. */
export interface OptionDefaults<Others = unknown> {
  /** In milliseconds. Default: 2,000. */
  readonly shutdownTimeout?: number
  /** In milliseconds. Default: 10,000. */
  readonly metricsInterval?: number
  /** The most bytes in one batch. Default: 512 KiB. */
  readonly batchBytes?: number
  /**
   * Whether one user's page is watched, where a loop repeats one failure: of what programs of many
   * users capture, nothing is held back unless they say so. Default: `false`.
   */
  readonly isPage?: boolean
  /** Options that only the package has. */
  readonly others?: Rules<Others>
}

/**
 * Makes settings of options of any shape, and tells all that is wrong with them. It never throws.
 *
 * @param defaults - where those of a runtime package differ.
 */
export const readOptions = <Others = unknown>(
  options: unknown,
  defaults: OptionDefaults<Others> = {},
): ReadOptions<Others> => {
  const rules = { ...rulesWith(defaults), ...defaults.others } as Rules<Values & Others>
  const { values, problems } = readRules(options, rules)
  const { batch, outbox, retry } = values
  const delivery = {
    outbox,
    batch: {
      ...batch,
      // A batch that does not fit in the outbox would never be full.
      maxCount: Math.min(batch.maxCount, outbox.maxCount),
      maxBytes: defaults.batchBytes ?? 512 * 1_024,
    },
    backoff: retry,
  }
  return { settings: { ...values, delivery }, problems }
}

/** As options name them. */
interface Values extends Omit<Settings, 'delivery'> {
  readonly batch: Omit<LaneSettings['batch'], 'maxBytes'>
  readonly outbox: LaneSettings['outbox']
  readonly retry: LaneSettings['backoff']
}

/** In the order in which problems are told. */
const rulesWith = (defaults: OptionDefaults): Rules<Values> => {
  const { isPage = false, shutdownTimeout = 2_000, metricsInterval = 10_000 } = defaults
  return {
    service: [{ ...text, required: true }, ''],
    release: [text],
    environment: [text],
    tags: [tags, {}],
    consent: [consent, 'granted'],
    sinks: [sinkList, []],
    ignoreErrors: [patterns],
    denyUrls: [patterns],
    allowUrls: [patterns],
    minSeverity: [severity],
    dropNoise: [flag, true],
    dropRepeats: [flag, isPage],
    sampleRates: [rates, {}],
    rateCap: [groupOrFalse, isPage && {}, { perMinute: [count, 300], perFailure: [count, 30] }],
    scrub: [
      groupOrFalse,
      {},
      { keys: [patterns, []], patterns: [expressions, []], allow: [texts, []] },
    ],
    beforeCapture: [syncHook],
    maxSignalBytes: [size, 200_000],
    outbox: [object, {}, { maxCount: [count, 10_000], maxBytes: [count, 8 * 1_024 * 1_024] }],
    metrics: [
      object,
      {},
      { interval: [duration, milliseconds(metricsInterval)], maxSeries: [count, 1_000] },
    ],
    batch: [object, {}, { maxCount: [count, 30], maxAge: [duration, milliseconds(1_000)] }],
    retry: [
      object,
      {},
      { baseDelay: [wait, milliseconds(500)], maxDelay: [wait, milliseconds(100_000)] },
    ],
    shutdownTimeout: [duration, milliseconds(shutdownTimeout)],
    beforeDelivery: [hook],
    instruments: [instrumentList, []],
    debug: [flagOrListener, false],
    globalErrors: [flag, true],
  }
}
