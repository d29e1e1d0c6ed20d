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
  /** The records that are in the hands of the outbox; those that nobody is owed any more among them. */
  readonly records: Held[]
  /** How many of them are owed, and how many bytes those are. */
  owed: number
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
  records: [],
  owed: 0,
  owedBytes: 0,
  unseen: [],
  done: new Map(),
  settled: new Map(),
})

/** Nothing in it is owed to anybody. */
export const isDone = ({ owed, unseen }: Segment): boolean => owed === 0 && unseen.length === 0

export const holdIn = (held: Held): void => {
  const { segment } = held
  segment.records.push(held)
  segment.owed++
  segment.owedBytes += held.length
}

export const dropFrom = ({ segment, length }: Held): void => {
  segment.owed--
  segment.owedBytes -= length
  if (segment.owed === 0) segment.records.length = 0
}
