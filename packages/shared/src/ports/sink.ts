import type { ConfigProblem } from '../model/configProblem.ts'
import type { Loss } from '../model/lossReason.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Signal } from '../model/signal.ts'
import type { WallTime } from '../model/units.ts'
import type { WireAnswer, WireRequest } from './wire.ts'

/** Speaks the dialect of one kind of server. Pure: it does no I/O and keeps no state. */
export interface WireSink {
  /** Names the sink in the ledger. */
  readonly name: string
  accepts(signal: Signal): boolean
  /**
   * Each signal is carried by exactly one of the requests.
   *
   * @param losses - what this sink has lost and its server was not told of; the first request may
   * tell it. Without signals it is all that there is to tell.
   */
  encode(
    signals: readonly Signal[],
    sentAt: WallTime,
    losses: readonly Loss[],
  ): readonly WireRequest[]
  interpret(answer: WireAnswer, now: WallTime): Outcome
}

/** Receives signals in process. */
export interface LocalSink {
  /** Names the sink in the ledger. */
  readonly name: string
  accepts(signal: Signal): boolean
  receive(signals: readonly Signal[]): void | Promise<void>
}

/** What a sink's factory returns when its options are wrong: `init` reports them with its own. */
export interface MisconfiguredSink {
  readonly name: string
  readonly problems: readonly ConfigProblem[]
}

/** A sink that works. */
export type UsableSink = WireSink | LocalSink
/** What `init` takes as a sink. */
export type Sink = UsableSink | MisconfiguredSink
