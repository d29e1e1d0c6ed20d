import type { Entry, Locate } from './entry.ts'

/** A batch that was taken, and waits for what the host's files tell of it. */
interface Locating {
  /** The same batch; nothing where an ending has taken it over meanwhile. */
  wait(batch: readonly Entry[]): Promise<readonly Entry[] | undefined>
  takeOver(): (readonly Entry[])[]
}

export const createLocating = (locate: Locate): Locating => {
  let waiting: readonly Entry[] | undefined
  return {
    wait: async (batch) => {
      waiting = batch
      await locateAll(batch, locate)
      if (waiting !== batch) return undefined
      waiting = undefined
      return batch
    },
    takeOver: () => {
      const taken = waiting ? [waiting] : []
      waiting = undefined
      return taken
    },
  }
}

/** Has each located once, for all lanes; nothing where none of it has to be waited for. */
const locateAll = (entries: readonly Entry[], locate: Locate): Promise<unknown> | undefined => {
  const waits = entries.map((entry) => {
    if (entry.located === false) entry.located = begin(entry, locate)
    return entry.located
  })
  return waits.some((wait) => typeof wait === 'object') ? Promise.all(waits) : undefined
}

/** As far as that goes in this moment; what is on its way then comes too late. */
export const locateNow = (entries: readonly Entry[], locate: Locate): void => {
  for (const entry of entries) {
    if (entry.located === true) continue
    const located = locate(entry.signal, true)
    if (!(located instanceof Promise)) end(entry, located)
  }
}

const begin = (entry: Entry, locate: Locate): Entry['located'] => {
  const located = locate(entry.signal, false)
  if (located instanceof Promise) return located.then((late) => end(entry, late))
  entry.signal = located
  return true
}

/** What a hook has seen, and a sink been given, changes no more. */
const end = (entry: Entry, located: Entry['signal']): void => {
  if (entry.located !== true && !entry.preparation) entry.signal = located
  entry.located = true
}
