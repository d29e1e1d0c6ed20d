import type { Milliseconds, WallTime } from './units.ts'

/** One session as it stands, or how many of a span of time ended in which way. */
export type SessionFacts = OneSession | ManySessions

/** Of one user, told when it begins, when it goes wrong and when it ends: the latest counts. */
export interface OneSession {
  readonly type: 'one'
  readonly sessionId: string
  readonly started: WallTime
  /** Whether it is told of for the first time. */
  readonly isFirst: boolean
  readonly status: 'ok' | 'exited' | 'crashed' | 'abnormal'
  /** Errors in it so far. */
  readonly errors: number
  readonly duration?: Milliseconds | undefined
}

/** Of many users at once, such as the requests of a server: those that began in the same minute. */
export interface ManySessions {
  readonly type: 'many'
  readonly started: WallTime
  /** How many went well. */
  readonly exited: number
  /** How many met with an error that was dealt with. */
  readonly errored: number
  /** How many ended by an error that nobody caught. */
  readonly crashed: number
}
