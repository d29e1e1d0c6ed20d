import type { Signal, SignalId } from '../../model/signal.ts'
import type { OutboxStore, StoredSignal } from '../../ports/outboxStore.ts'

/** A place that outlives the runtimes which use it. */
export interface FakeDisk {
  /** All that is kept, whoever holds it. */
  readonly signals: readonly Signal[]
  /** The same, with the sinks that have not settled them. */
  readonly held: readonly StoredSignal[]
  /** How many lives have opened it. */
  readonly lives: number
  /** Opens it for one life. `die` gives free what that life held, and ends its writing. */
  open(): { readonly store: OutboxStore; die(): void }
}

interface Kept {
  /** As text, as a real place would keep it: what comes back is equal, but not the same. */
  readonly text: string
  readonly owed: readonly string[]
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
    append: (stored) => {
      if (!isAlive()) return
      for (const { signal, owed } of stored) {
        kept.set(signal.id, { text: JSON.stringify(signal), owed, owner: life })
      }
    },
    settle: (ids, sink) => {
      if (!isAlive()) return
      for (const id of ids) settle(id, sink)
    },
    async *recover() {
      const left = [...kept].filter(([, { owner }]) => owner === undefined)
      for (const [id, held] of left) {
        // Another life may have taken it, or this one have died, while the last was handed over.
        if (!isAlive() || kept.get(id)?.owner !== undefined) continue
        kept.set(id, { ...held, owner: life })
        yield { type: 'held', signal: JSON.parse(held.text), owed: held.owed }
      }
    },
    close: () => leave(life),
  })

  const settle = (id: SignalId, sink: string): void => {
    const held = kept.get(id)
    const owed = held?.owed.filter((name) => name !== sink) ?? []
    if (held && owed.length > 0) kept.set(id, { ...held, owed })
    else kept.delete(id)
  }

  const leave = (life: object): void => {
    for (const [id, held] of kept) {
      if (held.owner === life) kept.set(id, { ...held, owner: undefined })
    }
  }

  return {
    get signals() {
      return [...kept.values()].map(({ text }): Signal => JSON.parse(text))
    },
    get held() {
      return [...kept.values()].map(({ text, owed }) => ({ signal: JSON.parse(text), owed }))
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
          leave(life)
        },
      }
    },
  }
}
