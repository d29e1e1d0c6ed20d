import type { Signal, SignalId, StoredSignal } from '@holdfast/shared'

/** Signals that are written together, a little later. */
export interface WaitingGroup {
  readonly size: number
  /** What it returns tells whether they were kept. */
  add(signals: readonly StoredSignal[]): Promise<void>
  /** Whether it waited here for that sink. What nobody is owed any more need not be written. */
  settle(id: SignalId, sink: string): boolean
  /** What is not written yet needs no more than to be left out. */
  erase(isGone: (signal: Signal) => boolean): void
  /** Hands all of them to what writes them, and tells who waits. */
  write(keep: (signals: readonly StoredSignal[]) => void): void
}

interface Verdict {
  readonly promise: Promise<void>
  readonly resolve: () => void
  readonly reject: (error: unknown) => void
}

export const createWaitingGroup = (): WaitingGroup => {
  const waiting = new Map<SignalId, StoredSignal>()
  let verdict: Verdict | undefined
  return {
    get size() {
      return waiting.size
    },
    add: (signals) => {
      for (const stored of signals) waiting.set(stored.signal.id, stored)
      verdict ??= createVerdict()
      return verdict.promise
    },
    settle: (id, sink) => {
      const stored = waiting.get(id)
      if (!stored) return false
      const owed = stored.owed.filter((name) => name !== sink)
      if (owed.length === 0) waiting.delete(id)
      else waiting.set(id, { ...stored, owed })
      return true
    },
    erase: (isGone) => {
      for (const [id, { signal }] of waiting) if (isGone(signal)) waiting.delete(id)
    },
    write: (keep) => {
      const [signals, { resolve, reject }] = [[...waiting.values()], verdict ?? createVerdict()]
      waiting.clear()
      verdict = undefined
      try {
        if (signals.length > 0) keep(signals)
        resolve()
      } catch (error) {
        reject(error)
      }
    },
  }
}

const createVerdict = (): Verdict => {
  let verdict: Omit<Verdict, 'promise'> = { resolve: () => undefined, reject: () => undefined }
  const promise = new Promise<void>((resolve, reject) => {
    verdict = { resolve, reject }
  })
  // Whoever does not ask must not end the process by it.
  promise.catch(() => undefined)
  return { promise, ...verdict }
}
