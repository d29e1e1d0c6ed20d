import { attempt, type Ending, type Stop } from '@holdfast/shared'
import { asCompanion, isCompanion } from './companion.ts'
import { noteLeavers } from './noteLeavers.ts'
import { callRoll, joinRoll } from './rollCall.ts'
import type { TerminationSignal } from './terminationSignals.ts'

export interface TerminationParts {
  readonly process: NodeJS.Process
  readonly signals: readonly TerminationSignal[]
  /** Gives what the listeners to an ending return. */
  readonly tell: (ending: Ending) => readonly unknown[]
}

/** The longest that a timer may take: its only purpose is that there is one. */
const always = 2 ** 31 - 1

/**
 * Has what is held sent when a signal comes, and changes neither whether nor how it ends the process: where
 * the app listens, that is the app's decision; where it does not, the process dies of the same signal
 * once all is sent. In worker threads, no signal is ever heard.
 */
export const startTermination = ({ process, signals, tell }: TerminationParts): Stop => {
  const ears = new Map<TerminationSignal, NodeJS.SignalsListener>()
  const leavers = noteLeavers(process, signals)
  let flushing: Promise<void> | undefined
  let isBusy = false
  let hasStopped = false

  const listen = (): void => {
    if (hasStopped || isBusy) return
    for (const [signal, ear] of ears) {
      if (!process.listeners(signal).includes(ear)) process.prependListener(signal, ear)
    }
  }
  const ignore = (): void => {
    for (const [signal, ear] of ears) process.off(signal, ear)
  }
  // The app's own listeners are called first: some count who else listens.
  const listenLater = (): void => void setImmediate(listen).unref()

  const flush = (): Promise<void> => {
    flushing ??= Promise.allSettled(attempt(() => tell('term'), [])).then(() => {
      flushing = undefined
    })
    return flushing
  }

  const hear = (signal: TerminationSignal, ear: NodeJS.SignalsListener, number: unknown): void => {
    process.off(signal, ear)
    const flushed = flush()
    // An event that somebody emits by hand would have no effect, either, where nobody listens.
    const isSignal = typeof number === 'number'
    const hasOthers = leavers.has(signal) || !process.listeners(signal).every(isCompanion)
    if (!isSignal || hasOthers) listenLater()
    else endAfter(flushed, signal)
  }

  const endAfter = (flushed: Promise<void>, signal: TerminationSignal): void => {
    // From here on, another signal ends the process at once.
    ignore()
    isBusy = true
    const holding = setInterval(() => undefined, always)
    void flushed.then(() => {
      clearInterval(holding)
      isBusy = false
      endBy(process, signal)
      if (hasStopped) leaveRoll()
    })
  }

  for (const signal of signals) {
    const ear = asCompanion((...[, number]: unknown[]) => hear(signal, ear, number))
    ears.set(signal, ear)
  }
  const isEnding = callRoll().some((member) => member.isBusy())
  const leaveRoll = joinRoll({
    isBusy: () => isBusy,
    leave: () => void attempt(() => tell('kill'), []),
    stay: listenLater,
  })
  // Otherwise it is told of the end by those who wait for it already.
  if (!isEnding) listen()
  return () => {
    hasStopped = true
    ignore()
    leavers.stop()
    if (!isBusy) leaveRoll()
  }
}

/** What would have ended the process ends it now: the last that is done says so. */
const endBy = (process: NodeJS.Process, signal: TerminationSignal): void => {
  const members = callRoll()
  if (members.some((member) => member.isBusy())) return
  // Whoever has begun to listen meanwhile decides; it hears of the signal only now.
  const isDeadly = process.listenerCount(signal) === 0
  if (isDeadly) {
    for (const member of members) member.leave()
    attempt(() => restoreTerminal(process), undefined)
  }
  // Where a host does not let us, the next signal has its usual effect.
  if (!attempt(() => process.kill(process.pid, signal), false)) return
  // As the first process of a container, it lives on: no signal without a listener reaches it.
  for (const member of members) member.stay()
}

/** Node would have done so; since somebody has listened, nobody does. */
const restoreTerminal = ({ stdin }: NodeJS.Process): void => {
  if (stdin.isRaw) stdin.setRawMode(false)
}
