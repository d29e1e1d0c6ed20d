/** Where any number wait until they may go on. */
export interface Gate {
  /** Asks again each time that something has changed. */
  pass(mustWait: () => boolean): Promise<void>
  /** Something has changed. */
  knock(): void
}

export const createGate = (): Gate => {
  let waiting: (() => void)[] = []
  return {
    pass: async (mustWait) => {
      while (mustWait()) await new Promise<void>((resolve) => waiting.push(resolve))
    },
    knock: () => {
      const all = waiting
      waiting = []
      for (const goOn of all) goOn()
    },
  }
}
