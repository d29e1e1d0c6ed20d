import type { MonitorOptions } from '@holdfast/node'
import type { FaultySink } from '@holdfast/shared/testing'

/** Something that is done to the sink, so many milliseconds after the first signal. */
export interface Turn {
  readonly at: number
  readonly act: (sink: FaultySink) => void | Promise<void>
}

/** A sink that fails for a part of the time in which 2,000 signals are captured, and then heals. */
export interface Scenario {
  /** Completes "a sink that …". */
  readonly name: string
  readonly turns: readonly Turn[]
  /**
   * Why the sink takes signals and its sender cannot know it. Only those may be taken again; without
   * a reason, none may.
   */
  readonly losesReplies?: string
  /** Whether the app flushes at the end. Default: `true`. */
  readonly isFlushed?: boolean
  readonly options?: Partial<MonitorOptions>
}
