import type { Stats } from '@holdfast/node'

/** Asks a part of the shop for its ledger. */
export const readLedger = async (address: string): Promise<Stats> => {
  const response = await fetch(`${address}/ledger`)
  return (await response.json()) as Stats
}

/** As {@link readLedger}, for who goes on without an answer: then it is the last known ledger. */
export const createLedgerReader = (address: string): (() => Promise<Stats>) => {
  let last: Stats = { sinks: {}, store: { notStored: 0, unreadable: 0 } }
  return async () => {
    last = await readLedger(address).catch(() => last)
    return last
  }
}
