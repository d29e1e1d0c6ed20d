import type { ConfigProblem } from '../model/configProblem.ts'
import type { Loss } from '../model/lossReason.ts'
import type { Outcome } from '../model/outcome.ts'
import type { Signal } from '../model/signal.ts'
import type { Stop } from '../model/stop.ts'
import type { Milliseconds, WallTime } from '../model/units.ts'
import type { QueueLimits } from '../primitives/turns.ts'
import type { Compressor } from './compressor.ts'
import type { Capture, Oversight } from './instrument.ts'
import type { WireAnswer, WireRequest } from './wire.ts'

/** When signals travel together, where a sink wants it otherwise than its monitor. */
export interface BatchLimits extends Partial<QueueLimits> {
  readonly maxAge?: Milliseconds
}

/** What there is to finish a request with. */
export interface Finishing {
  /** The host may have no later moment: what is promised now may come too late. */
  readonly isLast: boolean
  /** Absent where the host cannot pack. */
  readonly compressor?: Compressor | undefined
}

/** Speaks the dialect of one kind of server. Pure, but for `finish`: it does no I/O and keeps no state. */
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
  /** @param request - the one that was answered, as it was sent. */
  interpret(answer: WireAnswer, now: WallTime, request: WireRequest): Outcome
  /**
   * Adds to a request what only the moment of sending can: headers that change, a packed body. It is
   * asked before each attempt. Where it throws, rejects, or takes longer than ten seconds, the attempt
   * has failed, and another one follows.
   */
  finish?:
    | ((request: WireRequest, finishing: Finishing) => WireRequest | Promise<WireRequest>)
    | undefined
  readonly batch?: BatchLimits | undefined
}

/** One use of a meter, as it is made. */
export interface Use {
  readonly meter: string
  readonly subject: string
  readonly quantity: number
  /** When the minute of UTC begins that it falls into. */
  readonly minute: WallTime
}

/** Receives signals in process. */
export interface LocalSink {
  /** Names the sink in the ledger. */
  readonly name: string
  accepts(signal: Signal): boolean
  receive(signals: readonly Signal[]): void | Promise<void>
  /** Whether what it could not take is held, and handed to it again later, in place of being lost. */
  readonly retries?: boolean | undefined
  /** Told of each use as it is metered, long before it comes as a part of a signal. It never throws. */
  foresee?: ((use: Use) => void) | undefined
  /** Its monitor has begun, until `Stop` is called. The sink may be named otherwise, where two are called the same. */
  start?(host: SinkHost, own: Pick<Oversight, 'name'>): Stop
  /** Whether counters and distributions are to tell one of their values that belongs to a trace. */
  readonly exemplars?: boolean | undefined
  readonly batch?: BatchLimits | undefined
}

/** What a monitor does for a sink that is asked by others what it knows. */
export type SinkHost = Pick<Capture, 'report' | 'stats'>

/** What a sink's factory returns when its options are wrong: `init` reports them with its own. */
export interface MisconfiguredSink {
  readonly name: string
  readonly problems: readonly ConfigProblem[]
}

/** A sink that works. */
export type UsableSink = WireSink | LocalSink
/** What `init` takes as a sink. */
export type Sink = UsableSink | MisconfiguredSink
