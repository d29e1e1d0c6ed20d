import type { UsageSignal } from '../../model/signal.ts'

/** What one signal comes to in the words of a receiver. */
export interface UsageEvents<Event> {
  readonly signal: UsageSignal
  readonly events: readonly Event[]
}

/** Signals that fit in one request, one after the other; a signal alone may hold more. */
export const groupUsage = <Event>(
  all: readonly UsageEvents<Event>[],
  most: number,
): readonly (readonly UsageEvents<Event>[])[] => {
  const groups: UsageEvents<Event>[][] = []
  let room = 0
  for (const one of all) {
    room -= one.events.length
    const group = groups.at(-1)
    if (group && room >= 0) {
      group.push(one)
      continue
    }
    groups.push([one])
    room = most - one.events.length
  }
  return groups
}
