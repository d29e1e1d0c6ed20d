import type { SignalId } from '@holdfast/shared'

/** Held signals that are in no memory, and the sinks that are to be given them in this life. */
export interface Parked {
  readonly size: number
  has(id: SignalId): boolean
  get(id: SignalId): readonly string[] | undefined
  set(id: SignalId, sinks: readonly string[]): void
  delete(id: SignalId): void
  clear(): void
  /** One that has waited longest for such sinks, and those of its sinks. */
  first(hasRoom: (sink: string) => boolean): ParkedFor | undefined
}

export interface ParkedFor {
  readonly id: SignalId
  readonly sinks: readonly string[]
}

interface Line {
  readonly sinks: readonly string[]
  readonly ids: Set<SignalId>
}

/** Those that wait for the same sinks stand in one line, so that a long one is passed in one step. */
export const createParked = (): Parked => {
  const lines = new Map<string, Line>()
  const lineOf = new Map<SignalId, Line>()

  const leave = (id: SignalId): void => {
    const line = lineOf.get(id)
    line?.ids.delete(id)
    lineOf.delete(id)
    if (line?.ids.size === 0) lines.delete(keyOf(line.sinks))
  }

  return {
    get size() {
      return lineOf.size
    },
    has: (id) => lineOf.has(id),
    get: (id) => lineOf.get(id)?.sinks,
    set: (id, sinks) => {
      leave(id)
      if (sinks.length === 0) return
      const line = lines.get(keyOf(sinks)) ?? { sinks, ids: new Set() }
      lines.set(keyOf(sinks), line)
      line.ids.add(id)
      lineOf.set(id, line)
    },
    delete: leave,
    clear: () => {
      lines.clear()
      lineOf.clear()
    },
    first: (hasRoom) => {
      for (const { sinks, ids } of lines.values()) {
        const [id] = ids
        const now = sinks.filter(hasRoom)
        if (id && now.length > 0) return { id, sinks: now }
      }
      return undefined
    },
  }
}

const keyOf = (sinks: readonly string[]): string => JSON.stringify(sinks)
