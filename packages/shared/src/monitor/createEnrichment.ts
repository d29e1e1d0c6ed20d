import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Measure } from '../enrich/createMeasure.ts'
import { createDedupe } from '../enrich/dedupe.ts'
import { createFilter, type FilterRules } from '../enrich/filter.ts'
import { createRateCap } from '../enrich/rateCap.ts'
import { createSample } from '../enrich/sample.ts'
import { createScrub, type ScrubOptions } from '../enrich/scrub.ts'
import type { Stage } from '../enrich/stage.ts'
import { createTrim } from '../enrich/trim.ts'
import type { Signal, SignalKind } from '../model/signal.ts'
import type { Runtime } from '../ports/runtime.ts'
import { type BeforeCapture, callBeforeCapture } from './beforeCapture.ts'

/** What is done to a signal between its capture and the outbox. */
export interface EnrichmentSettings extends Omit<FilterRules, 'noise'> {
  readonly dropNoise: boolean
  readonly dropRepeats: boolean
  readonly sampleRates: Readonly<Partial<Record<SignalKind, number>>>
  readonly rateCap: RateCap | false
  readonly scrub: ScrubOptions | false
  readonly beforeCapture: BeforeCapture | undefined
  readonly maxSignalBytes: number
}

interface RateCap {
  readonly perMinute: number
  readonly perFailure: number
}

interface EnrichmentParts extends Pick<Runtime, 'clock' | 'random'> {
  readonly debug: DebugChannel
  readonly measure: Measure
}

/** All stages as one. What costs least, and leaves most out, stands first. */
export const createEnrichment = (
  settings: EnrichmentSettings,
  { clock, random, debug, measure }: EnrichmentParts,
): Stage => {
  const { dropNoise, dropRepeats, sampleRates, rateCap, scrub, beforeCapture, maxSignalBytes } =
    settings
  const stages: readonly Stage[] = [
    createFilter({ ...settings, noise: dropNoise }),
    ...(dropRepeats ? [createDedupe(clock)] : []),
    ...(Object.keys(sampleRates).length > 0 ? [createSample(sampleRates, random)] : []),
    ...(rateCap ? [createRateCap({ clock, ...rateCap })] : []),
    ...(scrub ? [createScrub(scrub)] : []),
    ...(beforeCapture ? [callBeforeCapture(beforeCapture, debug)] : []),
    createTrim(maxSignalBytes, measure),
  ]
  return (captured) => {
    // A bill is made from all of it, and as it was told.
    if (captured.kind === 'usage') return captured
    let signal: Signal = captured
    for (const stage of stages) {
      const next = stage(signal)
      if (typeof next === 'string') return next
      signal = next
    }
    return signal
  }
}
