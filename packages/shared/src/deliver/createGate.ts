/** Where one waits until it may go on. */
export interface Gate {
  /** Asks again each time that something has changed. */
  pass(mustWait: () => boolean): Promise<void>
  /** Something has changed. */
  knock(): void
}

export const createGate = (): Gate => {
  let onKnock: (() => void) | undefined
  return {
    pass: async (mustWait) => {
      while (mustWait()) {
        await new Promise<void>((resolve) => {
          onKnock = resolve
        })
      }
    },
    knock: () => onKnock?.(),
  }
}
