import type { OutboxStore, Recovered, SignalId, StoredSignal } from '@holdfast/shared'

interface ReplayStoreParts {
  readonly owedTo: string
  /** The name of the sink that gets it now. */
  readonly sink: string
  /** What is settled otherwise is only given up, and stays for another try. */
  readonly isDelivered: (id: SignalId) => boolean
  readonly onEnd: () => void
}

/** A store of which only one sink's share is seen, and nothing is settled but what has arrived. */
export const createReplayStore = (store: OutboxStore, parts: ReplayStoreParts): OutboxStore => {
  const { owedTo, sink, isDelivered, onEnd } = parts
  return {
    ...store,
    settle: (ids) => store.settle(ids.filter(isDelivered), owedTo),
    async *recover() {
      for await (const found of store.recover()) {
        if (!isOfSignal(found)) yield found
        else if (found.owed.includes(owedTo)) yield { ...found, owed: [sink] }
      }
      onEnd()
    },
  }
}

const isOfSignal = (found: Recovered): found is Extract<Recovered, StoredSignal> => 'owed' in found
