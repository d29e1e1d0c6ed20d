import type { SignalClass, SignalId } from '@holdfast/shared'

/** A record whose signal is owed to a sink, and in the hands of the outbox. */
export interface Held {
  readonly id: SignalId
  readonly class: SignalClass
  readonly offset: number
  readonly length: number
  readonly segment: Segment
  owed: readonly string[]
}

/** Where a record lies that recovery has not handed over yet. */
export interface Unseen {
  readonly offset: number
  readonly length: number
}

/** One file that we own. */
export interface Segment {
  name: string
  size: number
  /** Its file has failed us. */
  isStuck: boolean
  /** The records that are owed and in the hands of the outbox, and how many bytes those are. */
  readonly held: Map<SignalId, Held>
  owedBytes: number
  /** Records of an earlier life, oldest last. */
  unseen: Unseen[]
  /** By sink, what has been settled since settlements were last written. */
  readonly done: Map<string, SignalId[]>
  /** By signal, the sinks that had settled it when the segment was taken. */
  readonly settled: Map<string, Set<string>>
}

export const createSegment = (name: string): Segment => ({
  name,
  size: 0,
  isStuck: false,
  held: new Map(),
  owedBytes: 0,
  unseen: [],
  done: new Map(),
  settled: new Map(),
})

/** Nothing in it is owed to anybody. */
export const isDone = ({ held, unseen }: Segment): boolean => held.size === 0 && unseen.length === 0

export const holdIn = (held: Held): void => {
  held.segment.held.set(held.id, held)
  held.segment.owedBytes += held.length
}

export const dropFrom = (held: Held): void => {
  held.segment.held.delete(held.id)
  held.segment.owedBytes -= held.length
}
