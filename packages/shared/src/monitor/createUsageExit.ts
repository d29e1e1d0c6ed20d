import type { SignalId } from '../model/signal.ts'
import type { Stop } from '../model/stop.ts'
import { milliseconds } from '../model/units.ts'
import type { UsageFacts } from '../model/usage.ts'
import type { Capture, Oversight } from '../ports/instrument.ts'
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
  readonly inside: () => { readonly capture: Capture; readonly interior: Oversight } | undefined
}

export const pageIdLength = 20

const signalsAtOnce = 10
const noTime = milliseconds(0)

/** Whoever hears of one of them may ask for the others: each is handed over once, whoever asks. */
interface Leaving extends LeavingUsage {
  next: number
  handed: number
  isWhole: boolean
}

type Inside = NonNullable<ReturnType<ExitParts['inside']>>

export const createUsageExit = ({ scheduler, inside }: ExitParts): UsageExit => {
  let leaving: Leaving | undefined
  let stopTimer: Stop | undefined

  const hand = (most: number): void => {
    const at = inside()
    const usage = leaving
    if (!at || !usage) return
    const { length } = usage.facts
    const end = Math.min(usage.next + most, length)
    while (usage.next < end) handNext(usage, at)
    if (usage.next === length) {
      if (leaving === usage) leaving = undefined
      forget(usage, at)
    } else stopTimer = scheduler.after(noTime, () => hand(signalsAtOnce))
  }

  const finish = (): void => {
    stopTimer?.()
    hand(Infinity)
  }

  return {
    leave: (usage) => {
      finish()
      leaving = { ...usage, next: 0, handed: 0, isWhole: true }
      hand(signalsAtOnce)
    },
    finish,
  }
}

const handNext = (usage: Leaving, { capture }: Inside): void => {
  const place = usage.next++
  const id = usage.id + place.toString(16).padStart(32 - pageIdLength, '0')
  const facts = usage.facts[place]
  const given = facts && capture.captureFact({ kind: 'usage', ...facts, id: id as SignalId })
  usage.isWhole &&= given !== undefined
  usage.handed++
}

/** What is neither taken nor to be forgotten is left to another life; so is what cannot be removed. */
const forget = ({ handed, facts, isWhole, kept }: Leaving, { interior }: Inside): void => {
  if (handed < facts.length || !(isWhole || interior.isDenied())) return
  try {
    kept?.remove()
  } catch (error) {
    interior.say('storeFailed', 'A page of usage stays, and will be told once more', error)
  }
}
