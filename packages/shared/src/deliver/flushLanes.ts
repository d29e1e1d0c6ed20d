import type { Ledger } from '../diagnostics/ledger.ts'
import type { FlushResult } from '../model/stats.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import { inTime } from './inTime.ts'
import type { Lane } from './lane.ts'

interface FlushParts {
  readonly lanes: readonly Lane[]
  readonly scheduler: Scheduler
  readonly ledger: Ledger
}

/** Gives the lanes so long to settle what they hold, and tells what became of it. */
export const flushLanes = async (
  { lanes, scheduler, ledger }: FlushParts,
  timeout: Milliseconds,
): Promise<Omit<FlushResult, 'pending'>> => {
  const before = ledger.totals()
  const stops = lanes.map((lane) => lane.push())
  const awaited = lanes.map((lane) => lane.onSettled)
  await inTime(scheduler, timeout, awaited)
  for (const stop of stops) stop()
  const now = ledger.totals()
  return { delivered: now.delivered - before.delivered, lost: now.lost - before.lost }
}
