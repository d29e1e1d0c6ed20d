import type { ErrorSignal } from '../model/signal.ts'
import type { Clock } from '../ports/clock.ts'
import { textOf } from './callsOf.ts'
import type { Stage } from './stage.ts'

/** Longer, and somebody may have tried again: that is a failure of its own. */
const longest = 1_000

/**
 * Holds back an error that says the same as the one that went just before, no longer than a second
 * ago: of a failure that goes on, one goes on each second. Errors about different users, operations,
 * tags, contexts or flags never say the same: on a server they come from different requests.
 */
export const createDedupe = (clock: Clock): Stage => {
  let last: readonly unknown[] = []
  let lastTime = 0
  return (signal) => {
    if (signal.kind !== 'error') return signal
    const facts = factsOf(signal)
    const now = clock.now()
    const isSame = facts.length === last.length && facts.every((fact, at) => fact === last[at])
    // Either way: a clock that went back must not make everything a repetition.
    if (isSame && Math.abs(now - lastTime) < longest) return 'repeated'
    last = facts
    lastTime = now
    return signal
  }
}

/** What differs soonest stands first. */
const factsOf = ({ message, severity, scope, exceptions }: ErrorSignal): readonly unknown[] => {
  const { user, trace, tags, contexts, flags, fingerprint } = scope
  const parts = fingerprint?.join('\n')
  const facts: unknown[] = [message, severity, user, trace, tags, contexts, flags, parts]
  for (const { type, message, stack, properties } of exceptions) {
    facts.push(type, message, textOf(stack), properties && JSON.stringify(properties))
  }
  return facts
}
