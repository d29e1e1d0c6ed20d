import type { Signal, SignalId } from '../../model/signal.ts'
import type { OutboxStore, Recovered, StoredSignal } from '../../ports/outboxStore.ts'

/** A place that outlives the runtimes which use it. */
export interface FakeDisk {
  /** All that is kept, whoever holds it. */
  readonly signals: readonly Signal[]
  /** The same, with the sinks that have not settled them. */
  readonly held: readonly StoredSignal[]
  /** How many lives have opened it. */
  readonly lives: number
  /** Opens it for one life. `die` gives free what that life held, and ends its writing. */
  open(options?: OpenOptions): { readonly store: Required<OutboxStore>; die(): void }
}

interface OpenOptions {
  /** Whether `recover` goes on with what is parked later, until the life ends. Default: `false`. */
  readonly goesOn?: boolean
}

interface Kept {
  /** As text, as a real place would keep it: what comes back is equal, but not the same. */
  readonly text: string
  readonly owed: readonly string[]
  readonly owner: object | undefined
  /** The sinks of its owner that have no room for it. */
  readonly parkedFor?: readonly string[]
}

/** One life of the disk: what it is known by, and whether it still writes. */
interface DiskLife {
  readonly isAlive: () => boolean
  readonly end: () => void
  readonly goesOn: boolean
  /** Resolves with the next that is parked, and at the end. */
  readonly change: () => Promise<void>
  readonly noteChange: () => void
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

  const startLife = (goesOn: boolean): DiskLife => {
    let alive = true
    let tell: (() => void) | undefined
    let isChanged = false
    const noteChange = (): void => {
      isChanged = true
      tell?.()
    }
    const life: DiskLife = {
      isAlive: () => alive,
      end: () => {
        alive = false
        for (const [id, one] of kept) {
          if (one.owner === life) kept.set(id, { text: one.text, owed: one.owed, owner: undefined })
        }
        noteChange()
      },
      goesOn,
      change: async () => {
        const changed = new Promise<void>((resolve) => {
          tell = resolve
        })
        if (!isChanged) await changed
        isChanged = false
      },
      noteChange,
    }
    return life
  }

  return {
    get signals() {
      return [...kept.values()].map(({ text }): Signal => JSON.parse(text))
    },
    get held() {
      return [...kept.values()].map(toStored)
    },
    get lives() {
      return lives
    },
    open: ({ goesOn = false } = {}) => {
      lives++
      const life = startLife(goesOn)
      return { store: createLifeStore(kept, life), die: life.end }
    },
  }
}

const createLifeStore = (kept: Map<SignalId, Kept>, life: DiskLife): Required<OutboxStore> => ({
  append: (signals) => {
    if (!life.isAlive()) return
    for (const { signal, owed } of signals)
      kept.set(signal.id, { text: JSON.stringify(signal), owed, owner: life })
  },
  park: ({ signal, owed }, sinks) => {
    if (!life.isAlive()) return
    const parkedFor = owed.filter((name) => sinks.includes(name))
    kept.set(signal.id, { text: JSON.stringify(signal), owed, owner: life, parkedFor })
    life.noteChange()
  },
  settle: (ids, sink) => {
    if (!life.isAlive()) return
    for (const id of ids) settleOne(kept, id, sink)
    life.noteChange()
  },
  async *recover(hasRoom = () => true) {
    const left = [...kept].filter(([, { owner }]) => owner === undefined)
    for (const [id, { owner: before }] of left) {
      // Another life may have taken it, or this one have died, while the last was handed over.
      const one = kept.get(id)
      if (!life.isAlive() || one === undefined || one.owner !== before) continue
      kept.set(id, { ...one, owner: life })
      yield { type: 'held', ...toStored(one) }
    }
    for (;;) {
      yield* takeParked(kept, life, hasRoom)
      if (!life.goesOn || !life.isAlive()) return
      await life.change()
    }
  },
  erase: (isGone) => {
    const gone = life.isAlive() ? [...kept].filter(([, one]) => isGone(toStored(one).signal)) : []
    for (const [id] of gone) kept.delete(id)
    return gone
      .filter(([, { owner, parkedFor }]) => owner === undefined || parkedFor?.length)
      .map(([, one]) => ({ ...toStored(one), owed: one.parkedFor ?? one.owed }))
  },
  close: life.end,
})

function* takeParked(
  kept: Map<SignalId, Kept>,
  life: DiskLife,
  hasRoom: (sink: string) => boolean,
): Generator<Recovered, void> {
  for (const [id, one] of kept) {
    const owed = one.parkedFor?.filter(hasRoom) ?? []
    if (owed.length === 0 || one.owner !== life) continue
    kept.set(id, { ...one, parkedFor: one.parkedFor?.filter((name) => !owed.includes(name)) ?? [] })
    yield { type: 'held', wasParked: true, ...toStored(one), owed }
  }
}

const settleOne = (kept: Map<SignalId, Kept>, id: SignalId, sink: string): void => {
  const one = kept.get(id)
  if (one === undefined) return
  const isOther = (name: string): boolean => name !== sink
  const owed = one.owed.filter(isOther)
  const parked = one.parkedFor && { parkedFor: one.parkedFor.filter(isOther) }
  if (owed.length === 0) kept.delete(id)
  else kept.set(id, { ...one, owed, ...parked })
}

const toStored = ({ text, owed }: Kept): StoredSignal => ({ signal: JSON.parse(text), owed })
