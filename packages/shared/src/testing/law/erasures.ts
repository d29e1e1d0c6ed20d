import type { Consent } from '../../model/consent.ts'
import type { SignalId } from '../../model/signal.ts'
import type { Stats } from '../../model/stats.ts'
import { claim, claimLaw, claimSame, forEachTally, pendingIn } from './claims.ts'
import { type Command, command, isIdle } from './commands.ts'
import { sinkNames, tallyIn } from './life.ts'
import { setConsentOf } from './setConsentOf.ts'
import type { World } from './world.ts'

export const setConsent = (consent: Consent): Command =>
  command(`setConsent(${consent})`, (world) => {
    const { life, disk, mood, kindOf, userOf } = world
    const idle = sinkNames.filter((sink) => isIdle(life, sink))
    const before = claimLaw(life)
    if (consent === 'denied') noteGone(world, [...kindOf.keys(), ...userOf.keys()])
    setConsentOf(world, consent)
    const after = claimLaw(life)
    claimWent(before, after, 'noConsent')
    if (consent !== 'denied') return
    for (const sink of idle) claimSame(pendingIn(after, sink), 0, `${sink}: pending, though denied`)
    if (mood.store === 'keeps') claimSame(disk.held.length, 0, 'stored, though denied')
  })

export const forget = (user: string): Command =>
  command(`forget(${user})`, async (world) => {
    const { life, disk, mood, userOf } = world
    const ids = [...userOf.keys()].filter((id) => userOf.get(id) === user)
    const before = claimLaw(life)
    noteGone(world, ids)
    const counted = life.monitor.forget(user)
    const between = claimLaw(life)
    claimWent(before, between, 'forgotten')
    const count = await counted
    claimLaw(life)
    // What a store was just handing over goes as it arrives, and is not counted.
    for (const sink of sinkNames) {
      const went = lostAs(between, sink) - lostAs(before, sink)
      claim(went <= count, `${sink}: ${went} were forgotten, ${count} were counted`)
    }
    if (mood.store !== 'keeps') return
    claim(!disk.signals.some(({ id }) => ids.includes(id)), `of ${user}, and stored`)
  })

const lostAs = (stats: Stats, sink: (typeof sinkNames)[number]): number =>
  tallyIn(stats, sink, 'error').lost.forgotten ?? 0

/** Within the call, what is pending no more is booked under this reason, and nothing else happens. */
const claimWent = (before: Stats, after: Stats, reason: 'noConsent' | 'forgotten'): void =>
  forEachTally(after, (tally, sink, kind) => {
    const old = tallyIn(before, sink, kind)
    const went = (tally.lost[reason] ?? 0) - (old.lost[reason] ?? 0)
    claimSame(old.pending - tally.pending, went, `${sink}, ${kind}: ${reason}`)
  })

/** One whose store fails is found again by a later life. */
const noteGone = ({ mood, life, gone, goneFromMemory }: World, ids: readonly SignalId[]): void => {
  if (mood.store !== 'keeps') return
  const arrived = new Set(life.memory.signals.map(({ id }) => id))
  for (const id of ids) {
    gone.add(id)
    if (!arrived.has(id)) goneFromMemory.add(id)
  }
}
