import type { WallTime } from '../model/units.ts'

/** Of what uses are put together: one subject's of one meter in one minute of UTC, or one that has a name. */
export interface UsageRow {
  /** From 0 on: its place in its page. */
  readonly index: number
  readonly meter: string
  readonly minute: WallTime
  readonly subject: string
  /** What its caller calls this one use. */
  readonly id: string | undefined
}

/** Keeps single uses until they are signals, on hosts that have such a place. */
export interface UsageJournal {
  /** What is noted next is on a page of its own. */
  begin(): UsagePage
  /** What earlier lives, and siblings that died, have left; each goes to one taker only. It may go on, as siblings die. */
  recover(): AsyncIterable<LeftUsage>
  /** Leaves what is not removed to another life. */
  close(): void
}

/** Some uses, in the order in which they came. */
export interface UsagePage {
  /** 20 lower-case hexadecimal digits, which no other page has: signals have their ids from it. */
  readonly id: string
  /** Durable when it returns. Throws where it could not keep it; then all that follows is refused, too. */
  note(row: UsageRow, quantity: number): void
  /** All of it is kept elsewhere by now. */
  remove(): void
}

/** A page of another life. */
export interface LeftUsage extends Pick<UsagePage, 'id' | 'remove'> {
  /** Gives all of it once more, and returns how many records nobody can read any more. */
  replay(note: UsagePage['note']): number
}
