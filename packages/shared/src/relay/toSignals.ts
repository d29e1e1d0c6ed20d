import type { Signal } from '../model/signal.ts'
import { type WallTime, wallTime } from '../model/units.ts'
import type { ReceivedBatch, ReceivedBreadcrumb, ReceivedSignal } from '../schema/receivedBatch.ts'

/** A clock may be so wrong that its times are taken as they are: an answer may take as long. */
const tolerated = 60_000
/** Longer than any store keeps a signal. */
const oldest = 90 * 24 * 3_600_000

type Resource = ReceivedBatch['resource']

/**
 * The signals of a batch as their sender captured them, with times of our own clock: where the
 * sender's is wrong, by what `sentAt` shows, and none of them in the future or long ago.
 */
export const toSignals = (batch: ReceivedBatch, now: WallTime): readonly Signal[] => {
  const { sentAt, resource, signals } = batch
  const offset = Math.abs(now - sentAt) > tolerated ? now - sentAt : 0
  const correct = (time: number): WallTime =>
    wallTime(Math.min(now, Math.max(now - oldest, time + offset)))
  return signals.map((signal) => toSignal(signal, resource, correct))
}

const toSignal = (
  received: ReceivedSignal,
  resource: Resource,
  correct: (time: number) => WallTime,
): Signal => {
  const { tags, contexts, user, breadcrumbs, fingerprint, flags, trace, ...facts } = received
  const correctCrumb = (crumb: ReceivedBreadcrumb) => ({ ...crumb, time: correct(crumb.time) })
  const own = {
    ...facts,
    ...('started' in facts && facts.started !== undefined && { started: correct(facts.started) }),
    time: correct(facts.time),
    resource,
    scope: {
      tags,
      contexts,
      ...(user && { user }),
      ...(breadcrumbs && { breadcrumbs: breadcrumbs.map(correctCrumb) }),
      ...(fingerprint && { fingerprint }),
      ...(flags && { flags }),
      ...(trace && { trace }),
    },
  }
  // They differ in the units of numbers and ids, which a schema cannot tell.
  return own as unknown as Signal
}
