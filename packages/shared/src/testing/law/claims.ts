import type { SignalId, SignalKind } from '../../model/signal.ts'
import type { Stats, Tally } from '../../model/stats.ts'
import { inheritedBy, type Life, lostIn, type SinkName, sinkNames, tallyIn } from './life.ts'
import { kinds } from './wireFaults.ts'
import type { World } from './world.ts'

export const claim = (isTrue: boolean, text: string): void => {
  if (!isTrue) throw new Error(text)
}

export const claimSame = (actual: unknown, expected: unknown, text: string): void => {
  claim(Object.is(actual, expected), `${text}: ${actual}, not ${expected}`)
}

type Check = (tally: Tally, sink: SinkName, kind: SignalKind) => void

export const forEachTally = (stats: Stats, check: Check): void => {
  for (const sink of sinkNames) {
    for (const kind of kinds) check(tallyIn(stats, sink, kind), sink, kind)
  }
}

/** Over all kinds. */
export const pendingIn = (stats: Stats, sink: SinkName): number =>
  kinds.reduce((total, kind) => total + tallyIn(stats, sink, kind).pending, 0)

const countOf = (ids: Iterable<SignalId>, kindOf: World['kindOf'], kind: SignalKind): number => {
  let count = 0
  for (const id of ids) if (kindOf.get(id) === kind) count++
  return count
}

/** At every instant, also while much is under way. */
export const claimLaw = (life: Life): Stats => {
  const stats = life.monitor.stats()
  forEachTally(stats, (tally, sink, kind) => {
    const { accepted, recovered, delivered, pending } = tally
    const where = `${sink}, ${kind}`
    claimSame(accepted + recovered, delivered + pending + lostIn(tally), `${where}: the law`)
    claimSame(accepted, life.captured[kind], `${where}: accepted is what was captured`)
    claim(pending >= 0, `${where}: ${pending} pending`)
    const left = inheritedBy(life, sink, kind)
    claim(recovered <= left, `${where}: recovered ${recovered} of ${left}`)
  })
  for (const sink of sinkNames) {
    claim(pendingIn(stats, sink) <= life.limits.outbox.maxCount, `${sink}: more than its room`)
  }
  return stats
}

/** For these, other claims are made where they come about. */
const expected: readonly string[] = ['outboxFull', 'noConsent', 'forgotten']

/** Once all has come to rest: nothing is between the outside and the ledger. */
export const claimOutside = (world: World): void => {
  const { life, kindOf } = world
  const stats = claimLaw(life)
  const { seen, memory } = life
  claimSame(stats.store.notStored, life.seen.notStored, 'not stored')
  claim(seen.crimes.length === 0, seen.crimes[0] ?? '')
  claim(
    !memory.signals.some(({ id }) => world.goneFromMemory.has(id)),
    'memory: what was to be gone',
  )
  for (const [id, calls] of seen.hooked) claimSame(calls, 1, `calls of the hook for ${id}`)
  forEachTally(stats, (tally, sink, kind) => {
    const count = (ids: Iterable<SignalId>): number => countOf(ids, kindOf, kind)
    const where = `${sink}, ${kind}`
    const answered = sink === 'memory' ? undefined : seen.answered[sink]
    const arrived = answered?.delivered ?? new Set(memory.signals.map(({ id }) => id))
    claimSame(tally.delivered, count(arrived), `${where}: delivered is what was answered`)
    const { rejected = 0, tooLarge = 0, dropped = 0, ...others } = tally.lost
    claimSame(rejected, count(answered?.rejected ?? []), `${where}: rejected`)
    claimSame(tooLarge, count(answered?.tooLarge ?? []), `${where}: too large`)
    claim(dropped <= count(seen.dropped), `${where}: dropped, but not by the hook`)
    const unknown = Object.keys(others).filter((reason) => !expected.includes(reason))
    claim(unknown.length === 0, `${where}: lost as ${unknown}`)
  })
  claimSame(memory.signals.length, new Set(memory.signals).size, 'memory: taken once')
  if (world.isStoreExact) claimDisk(world, stats)
}

/** What the disk owes a sink is what is held for it, or waits to be recovered. */
const claimDisk = ({ life, disk, kindOf }: World, stats: Stats): void => {
  const { unwritten } = life
  const { unstored } = life.seen
  const held = disk.held
  forEachTally(stats, ({ pending, recovered }, sink, kind) => {
    const owed = held.filter(({ signal, owed }) => signal.kind === kind && owed.includes(sink))
    const waiting = inheritedBy(life, sink, kind) - recovered
    const most = pending + waiting
    const least = most - countOf(unstored, kindOf, kind) - unwritten[kind]
    const text = `${sink}, ${kind}: the disk owes ${owed.length}, ${least} to ${most} are held`
    claim(owed.length >= least && owed.length <= most, text)
    const taken = new Set(takenBy(life, sink))
    claim(!owed.some(({ signal }) => taken.has(signal.id)), `${sink}: owed what it has`)
  })
}

const takenBy = ({ seen, memory }: Life, sink: SinkName): readonly SignalId[] =>
  sink === 'memory' ? memory.signals.map(({ id }) => id) : [...seen.answered[sink].delivered]

/** What a sink took at the very end of a life, too late for its answer: the next may book it as lost. */
const repeatedIn = (lives: readonly Life[], sink: SinkName): readonly SignalId[] =>
  lives.flatMap((one, at) => {
    const left = lives[at + 1]?.inherited[sink]
    return takenBy(one, sink).filter((id) => left?.has(id))
  })

/**
 * Over all lives, what was captured is with the sink, on the disk for it, held for it, or booked; what
 * was never stored goes with its life.
 */
export const claimConservation = (world: World): void => {
  const { past, life, kindOf, disk } = world
  const lives = [...past, life]
  const held = disk.held
  const books = lives.map((one) => ({ ...one, stats: one.monitor.stats() }))
  forEachTally(life.monitor.stats(), (_, sink, kind) => {
    const arrived = new Set(lives.flatMap((one) => takenBy(one, sink)))
    const owed = held.filter(({ owed }) => owed.includes(sink)).map(({ signal }) => signal.id)
    const safe = new Set([...arrived, ...owed])
    const captured = lives.reduce((total, one) => total + one.captured[kind], 0)
    const missing = captured - countOf(safe, kindOf, kind)
    const booked = books.reduce((total, { stats, late }) => {
      const { closed = 0, ...lost } = tallyIn(stats, sink, kind).lost
      return total + lostIn({ lost }) + Math.min(closed, late[kind])
    }, 0)
    const unstored = lives.reduce(
      (total, one) => total + countOf(one.seen.unstored, kindOf, kind) + one.unwritten[kind],
      0,
    )
    const repeated = countOf(repeatedIn(lives, sink), kindOf, kind)
    const text = `${sink}, ${kind}: ${missing} are missing, ${booked} are booked`
    if (world.isStoreExact) claim(missing + repeated >= booked, text)
    claim(missing <= booked + unstored, text)
  })
}
