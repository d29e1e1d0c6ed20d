import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel'
import { attempt, type Stop } from '@holdfast/shared'

/** One of the monitors of a process that is to end. */
interface Member {
  /** Whether it still has to send something before the end. */
  isBusy(): boolean
  /** The process is killed now. */
  leave(): void
  /** It was not, after all. */
  stay(): void
}

/** Filled by each that hears of it. */
interface Roll {
  readonly members: Member[]
}

/** All copies of the SDK in a thread share it, whichever their versions: a roll must keep its shape. */
const name = 'holdfast.termination'

/** The monitors that there are now. */
export const callRoll = (): readonly Member[] => {
  const roll: Roll = { members: [] }
  channel(name).publish(roll)
  return roll.members
}

export const joinRoll = (member: Member): Stop => {
  const onRoll = (roll: unknown): void => {
    attempt(() => (roll as Roll).members.push(member), 0)
  }
  subscribe(name, onRoll)
  return () => {
    unsubscribe(name, onRoll)
  }
}
