import type { Stop } from '../model/stop.ts'
import type { AbortHandle, CallSignal, ResilienceHost } from './host.ts'

/** What a call hangs on. It becomes a signal only if someone reads that. */
export interface Lifeline {
  // Methods, for a literal with getters costs twenty times as much as one with functions.
  signal(): CallSignal
  isCut(): boolean
  /** Why it was cut. */
  reason(): unknown
  /** Calls the listener once it is cut: at once where it is already. */
  onCut(listener: (reason: unknown) => void): Stop
}

/** A lifeline of our own making: we may cut it. */
export interface OwnLifeline extends Lifeline {
  cut(reason: unknown): void
  /** The call is over: lets go of the line that this one hangs on. */
  close(): void
}

const nothing: Stop = () => undefined

/** The caller's own signal as a lifeline; without one, a line that nobody can cut. */
export const createRootLifeline = (
  given: CallSignal | undefined,
  host: ResilienceHost,
): Lifeline => {
  let signal = given
  return {
    signal: () => {
      signal ??= host.createAbort().signal
      return signal
    },
    isCut: () => given?.aborted === true,
    reason: () => given?.reason,
    onCut: (listener) => {
      if (!given) return nothing
      const hear = (): void => listener(given.reason)
      if (given.aborted) hear()
      else given.addEventListener('abort', hear)
      return () => given.removeEventListener('abort', hear)
    },
  }
}

/** A line that is cut with its parent, or by itself. */
export const createLifeline = (parent: Lifeline, host: ResilienceHost): OwnLifeline => {
  let handle: AbortHandle | undefined
  let listeners: Set<(reason: unknown) => void> | undefined
  let isCut = false
  let reason: unknown

  const cut = (why: unknown): void => {
    if (isCut) return
    isCut = true
    reason = why
    handle?.abort(reason)
    for (const listener of listeners ?? []) listener(reason)
  }
  const unlink = parent.onCut(cut)

  return {
    signal: () => {
      if (!handle) {
        handle = host.createAbort()
        if (isCut) handle.abort(reason)
      }
      return handle.signal
    },
    isCut: () => isCut,
    reason: () => reason,
    onCut: (listener) => {
      if (isCut) {
        listener(reason)
        return nothing
      }
      listeners ??= new Set()
      listeners.add(listener)
      return () => void listeners?.delete(listener)
    },
    cut,
    close: unlink,
  }
}
