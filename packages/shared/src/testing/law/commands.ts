import type { SignalKind } from '../../model/signal.ts'
import type { Stats } from '../../model/stats.ts'
import type { Ending } from '../../ports/lifecycle.ts'
import type { StoreMood } from './around.ts'
import { claim, claimLaw, claimOutside, claimSame, pendingIn } from './claims.ts'
import {
  type HookMood,
  type Life,
  type LifeLimits,
  type SinkName,
  sinkNames,
  tallyIn,
} from './life.ts'
import { wireOf } from './seen.ts'
import { setConsentOf } from './setConsentOf.ts'
import { kinds, type WireFaultName } from './wireFaults.ts'
import type { World } from './world.ts'

/** What is predicted is asked of the world each time: the commands need no memory of their own. */
export interface Command {
  check(): boolean
  run(model: object, world: World): Promise<void>
  toString(): string
}

type Run = (world: World) => void | Promise<void>

/** One step; the law right after it, and all that is known from outside once it has come to rest. */
export const command = (name: string, run: Run): Command => ({
  check: () => true,
  run: async (_model, world) => {
    await run(world)
    claimLaw(world.life)
    await world.rest()
    claimOutside(world)
  },
  toString: () => name,
})

export interface Captures {
  readonly kind: SignalKind
  readonly count: number
  readonly length: number
}

const toText = ({ kind, count, length }: Captures): string => `capture(${count} ${kind}, ${length})`

export const capture = ({ kind, count, length }: Captures): Command =>
  command(toText({ kind, count, length }), ({ life, limits }) => {
    const before = life.monitor.stats()
    const captured = life.captured[kind]
    let after = before
    for (let left = count; left > 0; left--) {
      life.capture(kind, length)
      after = claimLaw(life)
    }
    if (life.captured[kind] === captured) return
    for (const sink of sinkNames) claimEviction({ life, sink, count, before, after }, limits)
  })

interface Offered {
  readonly life: Life
  readonly sink: SinkName
  readonly count: number
  readonly before: Stats
  readonly after: Stats
}

/** As many go as there is no room for, and what matters least goes first. */
const claimEviction = (
  { life, sink, count, before, after }: Offered,
  { outbox: { maxCount, maxBytes } }: LifeLimits,
): void => {
  const gone = (kind: SignalKind): number =>
    (tallyIn(after, sink, kind).lost.outboxFull ?? 0) -
    (tallyIn(before, sink, kind).lost.outboxFull ?? 0)
  const total = kinds.reduce((sum, kind) => sum + gone(kind), 0)
  const over = Math.max(0, pendingIn(before, sink) + count - maxCount)
  claim(total >= over, `${sink}: ${total} went for lack of room, not ${over}`)
  // Where bytes do not count, it is known to the unit.
  if (maxBytes < 1_000_000) return
  claimSame(total, over, `${sink}: went for lack of room`)
  if (!isIdle(life, sink)) return
  const waiting = (kind: SignalKind): number => tallyIn(after, sink, kind).pending
  claim(gone('error') === 0 || waiting('event') + waiting('metric') === 0, `${sink}: error went`)
  claim(gone('event') === 0 || waiting('metric') === 0, `${sink}: event went before metrics`)
}

/** Nothing of it is under way, so that nothing is on loan. */
export const isIdle = ({ seen, runtime }: Life, sink: SinkName): boolean =>
  seen.openHooks === 0 &&
  seen.openHeaders === 0 &&
  runtime.transport.requests.every(({ request, response }) => response || wireOf(request) !== sink)

export const flush = (timeout: number): Command =>
  command(`flush(${timeout})`, async ({ life }) => {
    let isDone = false
    void life.monitor.flush(timeout).then(() => {
      isDone = true
    })
    await life.runtime.advance(timeout)
    claim(isDone, 'a flush ends by its timeout')
  })

export const close: Command = command('close', async (world) => {
  const { life } = world
  // Not after the two seconds: without consent there is nothing to wait for, and it ends at once.
  const closing = life.monitor.close(2_000).then(({ pending }) => {
    life.seen.isOver = true
    return pending
  })
  await life.runtime.advance(2_000)
  claimSame(await closing, 0, 'pending in the end')
  claimLaw(life)
  life.capture('error', 0)
  if (world.mood.consent !== 'denied') life.late.error++
  // Answers that come after the end must not be booked a second time.
  await life.runtime.advance(20_000)
  const stats = claimLaw(life)
  for (const sink of sinkNames) claimSame(pendingIn(stats, sink), 0, `${sink}: pending in the end`)
  world.crash()
})

export const advance = (milliseconds: number): Command =>
  command(`advance(${milliseconds})`, ({ life }) => life.runtime.advance(milliseconds))

export const crash: Command = command('crash', (world) => world.crash())

/** In the middle of a turn: what was settled in it is not written any more. */
export const captureAndCrash = (captures: Captures): Command =>
  command(`${toText(captures)} and crash`, (world) => {
    for (let left = captures.count; left > 0; left--) world.life.capture(captures.kind, 0)
    world.isStoreExact = false
    world.crash()
  })

/** Everything works again. */
export const recover: Command = command('recover', (world) => {
  setConsentOf(world, 'granted')
  const well = { sentry: 'ok', http: 'ok', finish: 'ok', hook: 'keeps', store: 'keeps' } as const
  Object.assign(world.mood, well)
})

/** A server, or what answers at an exit, behaves so from now on. */
export const setFault = (place: 'sentry' | 'http' | 'finish', name: WireFaultName): Command =>
  command(`${place}(${name})`, ({ mood }) => {
    mood[place] = name
  })

export const setHook = (name: HookMood): Command =>
  command(`hook(${name})`, ({ mood }) => {
    mood.hook = name
  })

export const setStore = (name: StoreMood): Command =>
  command(`store(${name})`, ({ mood }) => {
    mood.store = name
  })

export const jumpWall = (milliseconds: number): Command =>
  command(`jumpWall(${milliseconds})`, ({ life }) => life.runtime.jumpWall(milliseconds))

export const end = (ending: Ending): Command =>
  command(ending, ({ life }) => void life.runtime.end(ending))
