import { unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { takeOrphan } from '../spool/orphans.ts'
import { createOwners } from '../spool/owner.ts'
import { inspectSpool, type SegmentReport } from './inspectSpool.ts'

export interface PurgeResult {
  readonly segments: number
  readonly signals: number
  /** Segments whose owner runs, or may run elsewhere. */
  readonly spared: number
}

/** Deletes what nobody owns. It is taken first, so that nobody is sending it meanwhile. */
export const purge = (directory: string, isMeant: (folder: string) => boolean): PurgeResult => {
  const { self } = createOwners()
  const result = { segments: 0, signals: 0, spared: 0 }
  for (const { folder, segments } of inspectSpool(directory)) {
    if (!isMeant(folder)) continue
    for (const segment of segments) {
      const isOrphan = segment.state === 'free' || segment.state === 'dead'
      const own = isOrphan ? takeOrphan(folder, segment.name, self) : undefined
      if (own === undefined) {
        result.spared++
        continue
      }
      unlinkSync(join(folder, own))
      result.segments++
      result.signals += signalsIn(segment)
    }
  }
  return result
}

export const signalsIn = ({ kinds }: SegmentReport): number =>
  [...kinds.values()].reduce((sum, count) => sum + count, 0)
