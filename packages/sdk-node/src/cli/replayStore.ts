import type { OutboxStore, Recovered } from '@holdfast/shared'

/** A store of which only one sink's share is seen, under the name of the sink that gets it now. */
export const createReplayStore = (
  store: OutboxStore,
  { owedTo, sink, onEnd }: { readonly owedTo: string; readonly sink: string; onEnd(): void },
): OutboxStore => {
  const isMeant = (found: Recovered): boolean =>
    found.type === 'unreadable' || found.owed.includes(owedTo)
  return {
    ...store,
    settle: (ids) => store.settle(ids, owedTo),
    async *recover() {
      for await (const found of store.recover()) {
        if (!isMeant(found)) continue
        yield found.type === 'unreadable' ? found : { ...found, owed: [sink] }
      }
      onEnd()
    },
  }
}
