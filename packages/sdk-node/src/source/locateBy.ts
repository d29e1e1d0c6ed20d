import { createTextScrub, type Locate, type Scheduler, type Settings } from '@holdfast/shared'
import { createLocate } from './createLocate.ts'
import type { SourceSettings } from './sourceOptions.ts'

/** Nothing where no file is to be read. */
export const locateBy = (
  { scrub, maxSignalBytes, sourceLines, sourceMaps }: Settings & SourceSettings,
  scheduler: Scheduler,
): Locate | undefined => {
  if (sourceLines === false && !sourceMaps) return undefined
  const rules = scrub && { patterns: scrub.patterns ?? [], allow: scrub.allow ?? [] }
  const scrubText = rules ? createTextScrub(rules) : undefined
  return createLocate({ sourceLines, sourceMaps, scrubText, maxSignalBytes, scheduler })
}
