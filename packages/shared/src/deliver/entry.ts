import type { LossReason } from '../model/lossReason.ts'
import type { Signal } from '../model/signal.ts'

/** An accepted signal on its way to the sinks. */
export interface Entry {
  /** As it was captured; then, once it was prepared for sending, as that left it. */
  signal: Signal
  /** Whom it was about when it was captured, and is on disk: a hook may leave that out of what is sent. */
  readonly userId: unknown
  readonly bytes: number
  /** The work that was or is done on the signal off its caller's path: once, for all lanes. */
  preparation: Preparation | undefined
  /** Whether what the host's files tell of it was added, or is not to be; a promise while that takes time. */
  located: boolean | Promise<void>
  /** Whether the store was given it. */
  wasKept: boolean
  /** How many lanes hold it, or have it on the way. */
  holders: number
  /** Why no lane may begin to send it any more. */
  gone?: LossReason
}

export const isGone = ({ gone }: Entry): boolean => gone !== undefined

/** `'done'`, or that the app's own hook dropped the signal; a promise while that takes time. */
export type Preparation = Prepared | Promise<Prepared>

export type Prepared = 'done' | 'dropped'

/**
 * What is too slow for a caller's path. It gives the signal to be sent, or `undefined` where it is
 * not to be sent. It neither throws nor rejects, and ends.
 */
export type Prepare = (signal: Signal) => Signal | undefined | Promise<Signal | undefined>

/**
 * Adds to a signal what the host's files tell of its calls: at once where nothing has to be waited for,
 * or where it is the last moment. It neither throws nor rejects, and ends.
 */
export type Locate = (signal: Signal, isLast: boolean) => Signal | Promise<Signal>

/** How an entry's stay in a lane ended. */
export type Settlement = 'delivered' | LossReason

export type Settle = (entry: Entry, settlement: Settlement) => void
