import type { LaneSettings } from '../deliver/laneSettings.ts'
import type { DiagnosticListener } from '../diagnostics/debugChannel.ts'
import { toTags } from '../enrich/scopeData.ts'
import type { Tags } from '../model/attributes.ts'
import type { ConfigProblem } from '../model/configProblem.ts'
import type { Consent } from '../model/consent.ts'
import { type Milliseconds, milliseconds } from '../model/units.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { UsableSink } from '../ports/sink.ts'
import type { BeforeDelivery } from './beforeDelivery.ts'
import type { EnrichmentSettings } from './createEnrichment.ts'
import { createOptionReader, type OptionReader } from './createOptionReader.ts'
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
  type Kind,
  list,
  object,
  patterns,
  rates,
  severity,
  syncHook,
  text,
  texts,
  wait,
} from './optionKinds.ts'
import { readSinks } from './readSinks.ts'

/** The options, with the defaults in the place of those that were not given. */
export interface Settings {
  readonly service: string
  readonly release: string | undefined
  readonly environment: string | undefined
  readonly tags: Tags
  readonly consent: Consent
  readonly sinks: readonly UsableSink[]
  readonly enrichment: EnrichmentSettings
  readonly delivery: LaneSettings
  readonly shutdownTimeout: Milliseconds
  readonly debug: boolean | DiagnosticListener
  readonly beforeDelivery: BeforeDelivery | undefined
  readonly instruments: readonly Instrument[]
  /** Of the runtime packages that can watch for what nobody caught. */
  readonly globalErrors: boolean
}

/** What came of reading options. Where an option is wrong, its default stands in the settings. */
export interface ReadOptions {
  readonly settings: Settings
  readonly problems: readonly ConfigProblem[]
}

/** What a runtime package sets otherwise. */
export interface OptionDefaults {
  /** In milliseconds. Default: 2,000. */
  readonly shutdownTimeout?: number
  /** The most bytes in one batch. Default: 512 KiB. */
  readonly batchBytes?: number
  /**
   * Whether one user's page is watched, where a loop repeats one failure: of what programs of many
   * users capture, nothing is held back unless they say so. Default: `false`.
   */
  readonly isPage?: boolean
  /** Options that the package reads itself. */
  readonly others?: readonly string[]
}

/**
 * Makes settings of options of any shape, and tells all that is wrong with them. It never throws.
 *
 * @param defaults - where those of a runtime package differ.
 */
export const readOptions = (options: unknown, defaults: OptionDefaults = {}): ReadOptions => {
  const reader = createOptionReader(options)
  const settings: Settings = {
    service: reader.read('service', { ...text, required: true }, ''),
    release: reader.read('release', text, undefined),
    environment: reader.read('environment', text, undefined),
    tags: toTags(reader.read('tags', object, {})),
    consent: reader.read('consent', consent, 'granted'),
    sinks: readSinks(reader, reader.read('sinks', list, [])),
    enrichment: readEnrichment(reader, defaults.isPage ?? false),
    delivery: readDelivery(reader, defaults.batchBytes ?? 512 * 1_024),
    shutdownTimeout: milliseconds(
      reader.read('shutdownTimeout', duration, defaults.shutdownTimeout ?? 2_000),
    ),
    beforeDelivery: reader.read('beforeDelivery', hook, undefined),
    instruments: reader.read('instruments', instrumentList, []),
    debug: reader.read('debug', flagOrListener, false),
    globalErrors: reader.read('globalErrors', flag, true),
  }
  for (const name of defaults.others ?? []) reader.read(name, anything, undefined)
  reader.noteUnknown(groups)
  return { settings, problems: reader.problems }
}

const anything: Kind<unknown> = { expected: 'anything', parse: (value) => value ?? false }

const groups = ['batch', 'outbox', 'retry', 'rateCap', 'scrub']

const readDelivery = ({ read }: OptionReader, batchBytes: number): LaneSettings => {
  for (const group of ['batch', 'outbox', 'retry']) read(group, object, undefined)
  const maxCount = read('outbox.maxCount', count, 10_000)
  return {
    outbox: {
      maxCount,
      maxBytes: read('outbox.maxBytes', count, 8 * 1_024 * 1_024),
    },
    batch: {
      // A batch that does not fit in the outbox would never be full.
      maxCount: Math.min(read('batch.maxCount', count, 30), maxCount),
      maxBytes: batchBytes,
      maxAge: milliseconds(read('batch.maxAge', duration, 1_000)),
    },
    backoff: {
      baseDelay: milliseconds(read('retry.baseDelay', wait, 500)),
      maxDelay: milliseconds(read('retry.maxDelay', wait, 100_000)),
    },
  }
}

const readEnrichment = ({ read }: OptionReader, isPage: boolean): EnrichmentSettings => ({
  filter: {
    ignoreErrors: read('ignoreErrors', patterns, []),
    denyUrls: read('denyUrls', patterns, []),
    allowUrls: read('allowUrls', patterns, []),
    minSeverity: read('minSeverity', severity, undefined),
    noise: read('dropNoise', flag, true),
  },
  dropRepeats: read('dropRepeats', flag, isPage),
  sampleRates: read('sampleRates', rates, {}),
  rateCap: read('rateCap', groupOrFalse, isPage && {}) && {
    perMinute: read('rateCap.perMinute', count, 300),
    perFailure: read('rateCap.perFailure', count, 30),
  },
  scrub: read('scrub', groupOrFalse, {}) && {
    keys: read('scrub.keys', patterns, []),
    patterns: read('scrub.patterns', expressions, []),
    allow: read('scrub.allow', texts, []),
  },
  beforeCapture: read('beforeCapture', syncHook, undefined),
  maxSignalBytes: read('maxSignalBytes', count, 200_000),
})
