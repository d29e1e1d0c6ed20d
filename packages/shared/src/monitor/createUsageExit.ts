import type { SignalId } from '../model/signal.ts'
import type { Stop } from '../model/stop.ts'
import { milliseconds } from '../model/units.ts'
import type { UsageFacts } from '../model/usage.ts'
import type { Capture, Interior } from '../ports/instrument.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { UsagePage } from '../ports/usageJournal.ts'

/** What its page has become. */
export interface LeavingUsage {
  /** Of the page. */
  readonly id: string
  readonly facts: readonly UsageFacts[]
  /** Where the page is kept until the last of it is in other hands. */
  readonly kept: Pick<UsagePage, 'remove'> | undefined
}

/** Hands what is metered to the outbox, of one page after the other. */
export interface UsageExit {
  /** Some at a time, so that who meters does not wait; all at once where the next page comes before. */
  leave(usage: LeavingUsage): void
  /** What is left, now. */
  finish(): void
}

interface ExitParts {
  readonly scheduler: Scheduler
  /** Nothing once the monitor is closed: the page stays where it is kept. */
  readonly inside: () => { readonly capture: Capture; readonly interior: Interior } | undefined
}

export const pageIdLength = 20

const signalsAtOnce = 10
const noTime = milliseconds(0)

export const createUsageExit = ({ scheduler, inside }: ExitParts): UsageExit => {
  let leaving: LeavingUsage | undefined
  let stopTimer: Stop | undefined
  let next = 0
  let isWhole = true

  const hand = (most: number): void => {
    const at = inside()
    const { id, facts, kept } = leaving ?? { facts: [] }
    if (!at || !id) return
    for (const one of facts.slice(next, next + most)) {
      const own = id + (next++).toString(16).padStart(32 - pageIdLength, '0')
      const given = at.capture.captureFact({ kind: 'usage', ...one, id: own as SignalId })
      isWhole = isWhole && given !== undefined
    }
    if (next < facts.length) {
      stopTimer = scheduler.after(noTime, () => hand(signalsAtOnce))
      return
    }
    leaving = undefined
    // What is neither taken nor to be forgotten is left to another life.
    if (isWhole || at.interior.isDenied()) kept?.remove()
  }

  const finish = (): void => {
    stopTimer?.()
    hand(Infinity)
  }

  return {
    leave: (usage) => {
      finish()
      leaving = usage
      next = 0
      isWhole = true
      hand(signalsAtOnce)
    },
    finish,
  }
}
