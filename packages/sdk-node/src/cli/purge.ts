import { unlinkSync } from 'node:fs'
import { join } from 'node:path'
import { takeOrphan } from '../spool/orphans.ts'
import { createOwners } from '../spool/owner.ts'
import { inspectSpool, type SegmentReport } from './inspectSpool.ts'

export interface PurgeResult {
  readonly segments: number
  readonly signals: number
  /** Single uses that were no signals yet. */
  readonly uses: number
  /** Segments whose owner runs, or may run elsewhere. */
  readonly spared: number
}

interface PurgeOrder {
  readonly directory: string
  readonly isMeant: (folder: string) => boolean
  /** Also what owners elsewhere have, whom nobody can ask. */
  readonly force: boolean
}

/** Deletes what nobody owns. It is taken first, so that nobody is sending it meanwhile. */
export const purge = ({ directory, isMeant, force }: PurgeOrder): PurgeResult => {
  const { self } = createOwners()
  const result = { segments: 0, signals: 0, uses: 0, spared: 0 }
  for (const { folder, segments } of inspectSpool(directory)) {
    if (!isMeant(folder)) continue
    for (const segment of segments) {
      const { state } = segment
      const isOrphan = state === 'free' || state === 'dead' || (force && state === 'unsure')
      const own = isOrphan ? takeOrphan(folder, segment.name, self) : undefined
      if (own === undefined) {
        result.spared++
        continue
      }
      unlinkSync(join(folder, own))
      result.segments++
      result.signals += signalsIn(segment)
      result.uses += segment.uses ?? 0
    }
  }
  return result
}

export const signalsIn = ({ kinds }: SegmentReport): number =>
  [...kinds.values()].reduce((sum, count) => sum + count, 0)
