import type { Ledger } from '../diagnostics/ledger.ts'
import type { FlushResult } from '../model/stats.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { Gate } from './createGate.ts'
import type { Lane } from './lane.ts'

interface FlushParts {
  readonly lanes: readonly Lane[]
  readonly ledger: Ledger
  readonly gate: Gate
  readonly wait: Scheduler['hold']
}

/**
 * Gives the lanes so long to settle what they hold now, and to tell what they have lost. Tells what
 * became of it.
 */
export const flushLanes = async (
  { lanes, ledger, gate, wait }: FlushParts,
  timeout: Milliseconds,
): Promise<Omit<FlushResult, 'pending'>> => {
  const before = ledger.totals()
  const stops = lanes.map((lane) => lane.push())
  const awaited = lanes.flatMap((lane) => lane.pending())
  let settled = 0
  let isUp = false
  const end = (): void => {
    isUp = true
    gate.knock()
  }
  stops.push(wait(timeout, end))
  await gate.pass(() => {
    while (awaited[settled]?.holders === 0) settled++
    return !isUp && (settled < awaited.length || lanes.some((lane) => lane.isReporting()))
  })
  for (const stop of stops) stop()
  const now = ledger.totals()
  return { delivered: now.delivered - before.delivered, lost: now.lost - before.lost }
}
