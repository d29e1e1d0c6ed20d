import type { Signal, SignalId } from '../../model/signal.ts'
import type { OutboxStore } from '../../ports/outboxStore.ts'

/** A place that outlives the runtimes which use it. */
export interface FakeDisk {
  /** All that is kept, whoever holds it. */
  readonly signals: readonly Signal[]
  /** How many lives have opened it. */
  readonly lives: number
  /** Opens it for one life. `die` gives free what that life held, and ends its writing. */
  open(): { readonly store: OutboxStore; die(): void }
}

interface Kept {
  /** As text, as a real place would keep it: what comes back is equal, but not the same. */
  readonly text: string
  readonly owner: object | undefined
}

/**
 * A place for signals that survives from one fake runtime into the next.
 *
 * @example
 * const before = createFakeRuntime()
 * // … capture, then end without warning:
 * before.crash()
 * const after = createFakeRuntime({ disk: before.disk })
 */
export const createFakeDisk = (): FakeDisk => {
  const kept = new Map<SignalId, Kept>()
  let lives = 0

  const openFor = (life: object, isAlive: () => boolean): OutboxStore => ({
    append: (signals) => {
      if (!isAlive()) return
      for (const signal of signals)
        kept.set(signal.id, { text: JSON.stringify(signal), owner: life })
    },
    settle: (ids) => {
      if (!isAlive()) return
      for (const id of ids) kept.delete(id)
    },
    async *recover() {
      const left = [...kept].filter(([, { owner }]) => owner === undefined)
      for (const [id, { text }] of left) {
        // Another life may have taken it, or this one have died, while the last was handed over.
        if (!isAlive() || kept.get(id)?.owner !== undefined) continue
        kept.set(id, { text, owner: life })
        yield JSON.parse(text)
      }
    },
  })

  return {
    get signals() {
      return [...kept.values()].map(({ text }): Signal => JSON.parse(text))
    },
    get lives() {
      return lives
    },
    open: () => {
      lives++
      const life = {}
      let alive = true
      return {
        store: openFor(life, () => alive),
        die: () => {
          alive = false
          for (const [id, { text, owner }] of kept) {
            if (owner === life) kept.set(id, { text, owner: undefined })
          }
        },
      }
    },
  }
}
