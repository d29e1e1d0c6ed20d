import type { OutboxSettings } from '../deliver/outbox.ts'
import type { DiagnosticListener } from '../diagnostics/debugChannel.ts'
import { toTags } from '../enrich/scopeData.ts'
import type { Tags } from '../model/attributes.ts'
import type { ConfigProblem } from '../model/configProblem.ts'
import { type Milliseconds, milliseconds } from '../model/units.ts'
import type { UsableSink } from '../ports/sink.ts'
import { createOptionReader, type OptionReader } from './createOptionReader.ts'
import { count, duration, flag, flagOrListener, list, object, text } from './optionKinds.ts'
import { readSinks } from './readSinks.ts'

/** The options, with the defaults in the place of those that were not given. */
export interface Settings {
  readonly service: string
  readonly release: string | undefined
  readonly environment: string | undefined
  readonly tags: Tags
  readonly sinks: readonly UsableSink[]
  readonly delivery: OutboxSettings
  readonly shutdownTimeout: Milliseconds
  readonly debug: boolean | DiagnosticListener
  /** Of the runtime packages that can watch for what nobody caught. */
  readonly globalErrors: boolean
}

/** What came of reading options. Where an option is wrong, its default stands in the settings. */
export interface ReadOptions {
  readonly settings: Settings
  readonly problems: readonly ConfigProblem[]
}

/**
 * Makes settings of options of any shape, and tells all that is wrong with them. It never throws.
 *
 * @param shutdownTimeout - the default of the runtime package, in milliseconds.
 */
export const readOptions = (options: unknown, shutdownTimeout = 2_000): ReadOptions => {
  const reader = createOptionReader(options)
  const settings: Settings = {
    service: reader.read('service', { ...text, required: true }, ''),
    release: reader.read('release', text, undefined),
    environment: reader.read('environment', text, undefined),
    tags: toTags(reader.read('tags', object, {})),
    sinks: readSinks(reader, reader.read('sinks', list, [])),
    delivery: readDelivery(reader),
    shutdownTimeout: milliseconds(reader.read('shutdownTimeout', duration, shutdownTimeout)),
    debug: reader.read('debug', flagOrListener, false),
    globalErrors: reader.read('globalErrors', flag, true),
  }
  reader.noteUnknown()
  return { settings, problems: reader.problems }
}

const readDelivery = ({ read }: OptionReader): OutboxSettings => {
  for (const group of ['batch', 'outbox', 'retry']) read(group, object, undefined)
  return {
    outbox: {
      maxCount: read('outbox.maxCount', count, 10_000),
      maxBytes: read('outbox.maxBytes', count, 8 * 1_024 * 1_024),
    },
    batch: {
      maxCount: read('batch.maxCount', count, 30),
      maxBytes: 512 * 1_024,
      maxAge: milliseconds(read('batch.maxAge', duration, 1_000)),
    },
    backoff: {
      baseDelay: milliseconds(read('retry.baseDelay', duration, 500)),
      maxDelay: milliseconds(read('retry.maxDelay', duration, 30_000)),
    },
    requestTimeout: milliseconds(10_000),
  }
}
