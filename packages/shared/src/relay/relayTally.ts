import type { LossReason } from '../model/lossReason.ts'
import type { RefusalReason } from './refusal.ts'
import type { RelayStats } from './relayStats.ts'

/** Counts what becomes of requests, each once. */
export interface RelayTally {
  begin(): void
  end(fate: 'accepted' | 'preflights' | RefusalReason): void
  note(fate: keyof RelayStats['signals']): void
  noteLoss(reason: LossReason, count: number): void
  stats(): Pick<RelayStats, 'requests' | 'signals' | 'told'>
}

/** What a client tells is its own word: no sum of it is to be infinite. */
const mostTold = 1_000_000

export const createRelayTally = (): RelayTally => {
  const requests = { received: 0, accepted: 0, preflights: 0, underWay: 0 }
  const signals = { accepted: 0, repeated: 0, unwanted: 0 }
  const refused = new Map<RefusalReason, number>()
  const told = new Map<LossReason, number>()
  return {
    begin: () => {
      requests.received++
      requests.underWay++
    },
    end: (fate) => {
      requests.underWay--
      if (fate === 'accepted' || fate === 'preflights') requests[fate]++
      else refused.set(fate, (refused.get(fate) ?? 0) + 1)
    },
    note: (fate) => {
      signals[fate]++
    },
    noteLoss: (reason, count) => {
      told.set(reason, (told.get(reason) ?? 0) + Math.min(mostTold, Math.floor(count)))
    },
    stats: () => ({
      requests: { ...requests, refused: Object.fromEntries(refused) },
      signals: { ...signals },
      told: Object.fromEntries(told),
    }),
  }
}
