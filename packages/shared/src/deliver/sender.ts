import type { Stop } from '../model/stop.ts'
import type { Milliseconds } from '../model/units.ts'
import type { Scheduler } from '../ports/scheduler.ts'
import type { FairQueue } from '../primitives/fairQueue.ts'
import type { Courier } from './courier.ts'
import type { Entry, Locate, Prepare, Settle } from './entry.ts'
import type { LaneSettings } from './laneSettings.ts'
import { createLocating, locateNow } from './locating.ts'
import type { Losses } from './losses.ts'
import { createNextTurn } from './nextTurn.ts'
import type { Pacing } from './pacing.ts'
import { prepareAll } from './prepareAll.ts'
import type { Quota } from './quota.ts'

/** When what a lane holds is sent. */
export interface Sender {
  /** Something has come. */
  notice(): void
  /** Sends what may be sent now, one batch after the other. */
  pump(): void
  /** As `pump`; until it is stopped, losses are told alone where there is nothing else to send. */
  push(): Stop
  /** Whether losses alone are being told, or about to be. */
  isReporting(): boolean
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
  readonly prepare: Prepare
  /** Only where the host has files to ask. */
  readonly locate?: Locate | undefined
  readonly settle: Settle
  /** Whether nothing may be sent at all. */
  readonly isHeld: () => boolean
  /** Something that one may wait for has changed. */
  readonly knock: () => void
}

const noTime = 0 as Milliseconds
/** Of one sink that works. One that has failed is tried with one, until it runs freely again. */
const requestsAtOnce = 10

export const createSender = (parts: SenderParts): Sender => {
  const { queue, courier, pacing, quota, losses, scheduler, settings, settle, isHeld } = parts
  const locating = parts.locate && createLocating(parts.locate)
  /** Even a full batch leaves later: its caller waits neither for encoding nor for sending. */
  const turn = createNextTurn(scheduler, () => void pump())
  let pumping = false
  let reporting = false
  let stopped = false
  /** How many wait for what is held. */
  let waiters = 0

  const mustWait = (): boolean => stopped || isHeld() || pacing.isWaiting()
  const canSend = (isOpen = quota.isOpen): boolean => !mustWait() && queue.has(isOpen)

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
        const batch = locating ? await locating.wait(take()) : take()
        const waited = !batch || (await carry(batch))
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
      parts.knock()
    }
    // What came while the losses were told has had no turn.
    if (canSend()) turn.within(noTime)
  }

  const take = (isOpen = quota.isOpen): readonly Entry[] => queue.take(settings.batch, isOpen)

  /** Whether the host had a turn meanwhile. */
  const carry = async (batch: readonly Entry[], urged?: number): Promise<boolean> => {
    const most = urged ?? (pacing.isCautious() ? 1 : requestsAtOnce)
    const waitedFor = await carryPrepared(batch, most, parts)
    const failed = waitedFor ?? []
    for (const entry of batch) if (entry.gone) settle(entry, entry.gone)
    // What its server can never take must not stand in the way of the others for ever.
    queue.putAside(failed)
    queue.putBack(batch)
    if (!stopped && !pacing.isWaiting()) {
      if (failed.length > 0) pacing.failed(quota.remaining())
      else pacing.succeeded()
    }
    return waitedFor !== undefined
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
    isReporting: () => pumping && (reporting || canReport()),
    urge: (batches) => {
      pacing.end()
      courier.hurry?.()
      // All are taken before any is sent: a sink that makes its app capture more would never end it.
      const taken = locating?.takeOver() ?? []
      // What a host can still send then may be little: a file must not stand in the way of failures.
      for (const isOpen of [butFiles(quota), quota.isOpen]) {
        while (taken.length < batches && canSend(isOpen)) taken.push(take(isOpen))
      }
      // The host may live on: what has come back by then must not lie there.
      const goOn = (): void => void (canSend() && turn.within(settings.batch.maxAge))
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

const butFiles =
  ({ isOpen }: Quota): Quota['isOpen'] =>
  (kind) =>
    kind !== 'attachment' && isOpen(kind)

const carryPrepared = async (
  batch: readonly Entry[],
  most: number,
  { courier, prepare, settle, locate }: SenderParts,
): ReturnType<Courier['carry']> => {
  if (locate && most === Infinity) locateNow(batch, locate)
  const prepared = prepareAll(batch, prepare, settle)
  const entries = prepared instanceof Promise ? await prepared : prepared
  // Where a hook has dropped them all, losses wait for company.
  return entries.length > 0 || batch.length === 0 ? courier.carry(entries, most) : undefined
}
