import type { Stop } from '../model/stop.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { FairQueue } from '../primitives/fairQueue.ts'
import type { Courier } from './courier.ts'
import type { Entry, Settle } from './entry.ts'
import type { LaneSettings } from './laneSettings.ts'
import type { Losses } from './losses.ts'
import { createNextTurn } from './nextTurn.ts'
import type { Pacing } from './pacing.ts'
import type { Quota } from './quota.ts'

/** When what a lane holds is sent. */
export interface Sender {
  /** Something has come. */
  notice(): void
  /** Sends what may be sent now, one batch after the other. */
  pump(): void
  /** As `pump`; until it is stopped, losses are told alone where there is nothing else to send. */
  push(): Stop
  /** Calls the listener when the losses alone that are being told, or about to be, have been. */
  onReported(listener: () => void): Stop
  /** Some batches at once, in this very moment. */
  urge(batches: number): void
  stop(): void
}

interface SenderParts {
  readonly queue: FairQueue<Entry>
  readonly courier: Courier
  readonly pacing: Pacing
  readonly quota: Quota
  readonly losses: Losses
  readonly scheduler: Scheduler
  readonly settings: LaneSettings
  readonly settle: Settle
  /** Whether nothing may be sent at all. */
  readonly isHeld: () => boolean
}

const noTime = 0 as Milliseconds
/** Of one sink that works. One that has failed is tried with one, until it runs freely again. */
const requestsAtOnce = 10

export const createSender = (parts: SenderParts): Sender => {
  const { queue, courier, pacing, quota, losses, scheduler, settings, settle, isHeld } = parts
  /** Even a full batch leaves later: its caller waits neither for encoding nor for sending. */
  const turn = createNextTurn(scheduler, () => void pump())
  let pumping = false
  let reporting = false
  let stopped = false
  /** How many wait for what is held. */
  let waiters = 0
  const listeners = new Set<() => void>()

  const mustWait = (): boolean => stopped || isHeld() || pacing.isWaiting()
  const canSend = (): boolean => !mustWait() && queue.has(quota.isOpen)

  /** Where nothing is left to carry them, losses go alone. */
  const canReport = (): boolean =>
    waiters > 0 &&
    !mustWait() &&
    queue.size === 0 &&
    !losses.isEmpty &&
    !pacing.isCautious() &&
    quota.isOpen()

  const pump = async (): Promise<void> => {
    turn.stop()
    if (pumping || mustWait()) return
    pumping = true
    try {
      while (canSend()) {
        const waited = await carry(take(), pacing.isCautious() ? 1 : requestsAtOnce)
        // What never leaves the process takes no time: the host gets its turn all the same.
        if (!waited && queue.size > 0) return turn.within(noTime)
      }
      if (queue.size === 0) pacing.rest()
      if (!canReport()) return
      reporting = true
      await carry([], 1)
    } finally {
      reporting = false
      pumping = false
      callAll(listeners)
    }
    // What came while the losses were told has had no turn.
    if (canSend()) turn.within(noTime)
  }

  const take = (): readonly Entry[] => queue.take(settings.batch, quota.isOpen)

  /** Whether the host had a turn meanwhile. */
  const carry = async (batch: readonly Entry[], most: number): Promise<boolean> => {
    const { failed, waited } = await courier.carry(batch, most)
    for (const entry of batch) if (entry.gone) settle(entry, entry.gone)
    // What its server can never take must not stand in the way of the others for ever.
    queue.putAside(failed)
    queue.putBack(batch)
    if (!stopped && !pacing.isWaiting()) {
      if (failed.length > 0) pacing.failed(quota.remaining())
      else pacing.succeeded()
    }
    return waited
  }

  return {
    notice: () => {
      if (mustWait() || !quota.isOpen()) return
      turn.within(queue.size >= settings.batch.maxCount ? noTime : settings.batch.maxAge)
    },
    pump: () => void pump(),
    push: () => {
      waiters++
      pacing.breakOff()
      void pump()
      return () => void waiters--
    },
    onReported: (listener) => {
      if (pumping && (reporting || canReport())) listeners.add(listener)
      else listener()
      return () => void listeners.delete(listener)
    },
    urge: (batches) => {
      pacing.end()
      courier.hurry?.()
      // All are taken before any is sent: a sink that makes its app capture more would never end it.
      const taken: (readonly Entry[])[] = []
      while (taken.length < batches && canSend()) taken.push(take())
      // The host may live on: what has come back by then must not lie there.
      const goOn = (): void => {
        if (canSend()) turn.within(settings.batch.maxAge)
      }
      for (const batch of taken) void carry(batch, Infinity).then(goOn)
      goOn()
    },
    stop: () => {
      stopped = true
      turn.stop()
      pacing.end()
      quota.end()
    },
  }
}

const callAll = (listeners: Set<() => void>): void => {
  const all = [...listeners]
  listeners.clear()
  for (const listener of all) listener()
}
