import type { SignalId } from '../../model/signal.ts'
import type { WireRequest } from '../../ports/wire.ts'
import type { FakeResponse } from '../fakeRuntime/fakeTransport.ts'
import { type Wire, wires } from './wireFaults.ts'

/** The ids that a server has given an answer of one meaning. */
export interface Answered {
  readonly delivered: Set<SignalId>
  readonly rejected: Set<SignalId>
  readonly tooLarge: Set<SignalId>
}

/** What an outsider has seen of one life: its servers, its store and its hook tell. */
export interface Seen {
  readonly answered: Readonly<Record<Wire, Answered>>
  /** Requests that were answered at an exit. */
  readonly finished: Set<WireRequest>
  readonly hooked: Map<SignalId, number>
  readonly dropped: Set<SignalId>
  openHooks: number
  /** How many requests may wait for their headers. */
  openHeaders: number
  /** Whether it crashed or was closed: no answer counts any more. */
  isOver: boolean
  notStored: number
  readonly unstored: Set<SignalId>
  /** What must never happen, and was seen. */
  readonly crimes: string[]
}

export const createSeen = (): Seen => ({
  answered: { sentry: createAnswered(), http: createAnswered() },
  finished: new Set(),
  hooked: new Map(),
  dropped: new Set(),
  openHooks: 0,
  openHeaders: 0,
  isOver: false,
  notStored: 0,
  unstored: new Set(),
  crimes: [],
})

const createAnswered = (): Answered => ({
  delivered: new Set(),
  rejected: new Set(),
  tooLarge: new Set(),
})

export const wireOf = ({ url }: WireRequest): Wire =>
  wires.find((wire) => url.includes(`${wire}.test`)) ?? 'http'

/** What the answer means, as the documents say it. */
export const noteAnswer = (
  answered: Answered,
  { ids }: WireRequest,
  response: FakeResponse,
): void => {
  if (response === 'hang' || response.type === 'noAnswer') return
  const { status } = response
  const isLarge = status === 413 && ids.length === 1
  const meant =
    status < 300
      ? answered.delivered
      : isLarge
        ? answered.tooLarge
        : status < 408
          ? answered.rejected
          : undefined
  for (const id of ids) meant?.add(id)
}
