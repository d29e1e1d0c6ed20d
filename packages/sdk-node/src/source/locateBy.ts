import { createTextScrub, type Locate, type Scheduler, type Settings } from '@holdfast/shared'
import { createLocate } from './createLocate.ts'
import type { SourceSettings } from './readSourceOptions.ts'

/** Nothing where no file is to be read. */
export const locateBy = (
  { scrub, maxSignalBytes }: Settings,
  source: SourceSettings,
  scheduler: Scheduler,
): Locate | undefined => {
  if (source.sourceLines === false && !source.sourceMaps) return undefined
  const rules = scrub && { patterns: scrub.patterns ?? [], allow: scrub.allow ?? [] }
  const scrubText = rules ? createTextScrub(rules) : undefined
  return createLocate({ ...source, scrubText, maxSignalBytes, scheduler })
}
