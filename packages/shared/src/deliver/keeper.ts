import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Ledger } from '../diagnostics/ledger.ts'
import type { Signal, SignalId } from '../model/signal.ts'
import type { OutboxStore, StoredSignal } from '../ports/outboxStore.ts'
import { getOrMake } from '../primitives/getOrMake.ts'

/** Keeps accepted signals in the store. One that fails costs durability, never a signal. */
export interface Keeper {
  /** Not kept, it is still held in memory; the ledger counts it. */
  keep(stored: readonly StoredSignal[]): void
  /** That sink is done with it. What is settled in one go is written in one. */
  settle(id: SignalId, sink: string): void
  /** Gives what the store had of such signals, and had not handed over. */
  erase(isGone: (signal: Signal) => boolean): Promise<readonly StoredSignal[]>
  /** Writes what was settled, now. */
  write(): void
  close(): void
}

export const createKeeper = (store: OutboxStore, ledger: Ledger, debug: DebugChannel): Keeper => {
  const settled = new Map<string, SignalId[]>()

  const tell = (error: unknown): void => debug.sayOnce('storeFailed', 'The store failed', error)

  /** At once, and nothing is made for what does not fail. */
  const guarded = <Result>(
    ask: () => Result | Promise<Result>,
    onFailed: () => void = () => undefined,
  ): Result | Promise<Result | undefined> | undefined => {
    const fail = (error: unknown): undefined => {
      tell(error)
      onFailed()
    }
    try {
      const asked = ask()
      return asked instanceof Promise ? asked.catch(fail) : asked
    } catch (error) {
      return fail(error)
    }
  }

  const write = (): void => {
    const all = [...settled]
    settled.clear()
    for (const [sink, ids] of all) guarded(() => store.settle(ids, sink))
  }

  return {
    keep: (stored) => {
      const onFailed = (): void => ledger.noteStore('notStored', stored.length)
      guarded(() => store.append(stored), onFailed)
    },
    erase: async (isGone) => (await guarded(() => store.erase?.(isGone, tell))) ?? [],
    settle: (id, sink) => {
      if (settled.size === 0) void Promise.resolve().then(write)
      getOrMake(settled, sink, () => []).push(id)
    },
    write,
    close: () => {
      write()
      guarded(() => store.close())
    },
  }
}
