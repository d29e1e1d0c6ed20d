import fc from 'fast-check'
import { expect, test } from 'vitest'
import { consents } from '../model/consent.ts'
import type { Stats } from '../model/stats.ts'
import type { StoreMood } from '../testing/law/around.ts'
import { claimConservation, claimSame, forEachTally, pendingIn } from '../testing/law/claims.ts'
import {
  advance,
  type Captures,
  type Command,
  capture,
  captureAndCrash,
  close,
  command,
  crash,
  end,
  flush,
  jumpWall,
  recover,
  setFault,
  setHook,
  setStore,
} from '../testing/law/commands.ts'
import { forget, setConsent } from '../testing/law/erasures.ts'
import { type HookMood, inheritedBy, type LifeLimits, sinkNames } from '../testing/law/life.ts'
import { wireOf } from '../testing/law/seen.ts'
import { kinds, wireFaultNames } from '../testing/law/wireFaults.ts'
import { createWorld, type World } from '../testing/law/world.ts'

// The law of conservation, for each sink and kind, at every instant:
//   accepted + recovered = delivered + pending + Σ lost
// and nothing in it is taken from the ledger's word: what was captured, what the disk holds, what the
// servers answered and what the hook did are counted from outside.

const runs = 10_000
const seed = Number(process.env['HOLDFAST_SEED'])
/** Left to itself, fast-check makes lives of ten steps at the most, whatever the limit: too few for the rarest. */
const ofAnyLength = { size: 'max' } as const

const limits: fc.Arbitrary<LifeLimits> = fc.record({
  outbox: fc.record({
    maxCount: fc.constantFrom(1, 3, 10, 10_000),
    maxBytes: fc.constantFrom(4_000, 30_000, 8_000_000),
  }),
  batch: fc.record({ maxCount: fc.constantFrom(1, 2, 5, 30) }),
  hasHook: fc.boolean(),
  headers: fc.constantFrom('none', 'none', 'prompt', 'slow', 'moody'),
})

const captures: fc.Arbitrary<Captures> = fc.record({
  kind: fc.constantFrom(...kinds),
  count: fc.integer({ min: 1, max: 8 }),
  length: fc.constantFrom(0, 10, 2_000),
})

/** What an app and its host do, while nothing fails. */
const quiet = (flushes: readonly Command[]): fc.Arbitrary<Command> =>
  fc.oneof(
    { weight: 6, arbitrary: captures.map(capture) },
    { weight: 4, arbitrary: fc.constantFrom(0, 1, 400, 1_000, 2_500, 15_000, 90_000).map(advance) },
    { weight: 1, arbitrary: fc.constantFrom(-86_400_000, 3_600_000).map(jumpWall) },
    { weight: 2, arbitrary: fc.constantFrom(0, 5_000).map(flush) },
    {
      weight: 2,
      arbitrary: fc.constantFrom(end('hidden'), ...flushes, end('exit'), end('kill')),
    },
    { weight: 1, arbitrary: fc.constantFrom('one', 'other', 'nobody').map(forget) },
    { weight: 1, arbitrary: fc.constantFrom(...consents, 'granted' as const).map(setConsent) },
  )

const faultOf = (...places: readonly Parameters<typeof setFault>[0][]): fc.Arbitrary<Command> =>
  fc
    .tuple(fc.constantFrom(...places), fc.constantFrom(...wireFaultNames))
    .map(([place, name]) => setFault(place, name))

const hookMoods: readonly HookMood[] = [
  'keeps',
  'changes',
  'drops',
  'dropsMetrics',
  'throws',
  'hangs',
  'slow',
]
const storeMoods: readonly StoreMood[] = ['keeps', 'keeps', 'throws', 'rejects']

const anything: fc.Arbitrary<Command> = fc.oneof(
  { weight: 60, arbitrary: quiet([end('idle'), end('term')]) },
  { weight: 20, arbitrary: faultOf('sentry', 'http', 'finish') },
  { weight: 4, arbitrary: fc.constantFrom(...hookMoods).map(setHook) },
  { weight: 4, arbitrary: fc.constantFrom(...storeMoods).map(setStore) },
  { weight: 4, arbitrary: fc.constantFrom(crash, close) },
  { weight: 1, arbitrary: captures.map(captureAndCrash) },
)

const anHourAndMore = 2 * 3_600_000
/** Five of eight attempts fail for headers that are moody, and each costs a wait: two hundred batches take hours. */
const aWeek = 7 * 24 * 3_600_000

const take = async (world: World, commands: readonly Command[]): Promise<void> => {
  for (const command of commands) await command.run({}, world)
}

/** Once all works again, another life finds the rest, and nothing stays anywhere. */
const claimEnd = async (world: World): Promise<void> => {
  const claimNothingStuck = async (): Promise<Stats> => {
    await take(world, [advance(world.limits.headers === 'moody' ? aWeek : anHourAndMore)])
    const stats = world.life.monitor.stats()
    for (const sink of sinkNames) claimSame(pendingIn(stats, sink), 0, `${sink}: stuck`)
    return stats
  }
  await take(world, [recover])
  await claimNothingStuck()
  await take(world, [crash])
  const stats = await claimNothingStuck()
  forEachTally(stats, ({ recovered }, sink, kind) => {
    claimSame(recovered, inheritedBy(world.life, sink, kind), `${sink}, ${kind}: recovered`)
  })
  claimSame(world.disk.held.length, 0, 'what is settled is not kept')
  claimConservation(world)
}

/** Where there is room again, a signal is delivered. */
const claimRoom = async (world: World): Promise<void> => {
  const delivered = (): number => {
    let total = 0
    forEachTally(world.life.monitor.stats(), (tally) => {
      total += tally.delivered
    })
    return total
  }
  for (const kind of kinds) {
    const before = delivered()
    await take(world, [capture({ kind, count: 1, length: 0 }), advance(anHourAndMore)])
    claimSame(delivered() - before, sinkNames.length, `${kind}: delivered`)
  }
}

test('every signal is delivered, held, or lost under a reason', { timeout: 600_000 }, async () => {
  const commands = fc.commands([anything], { maxCommands: 25, ...ofAnyLength })
  await fc.assert(
    fc.asyncProperty(limits, commands, async (limits, commands) => {
      const world = createWorld(limits)
      await fc.asyncModelRun(() => ({ model: {}, real: world }), commands)
      claimConservation(world)
      await claimEnd(world)
      await claimRoom(world)
    }),
    { numRuns: runs, seed },
  )
  process.stdout.write(`The law held in ${runs} runs: HOLDFAST_SEED=${seed} repeats them.\n`)
})

test('what a sink took as a life ended may be booked as lost by the next', async () => {
  const outbox = { maxCount: 3, maxBytes: 4_000 }
  const world = createWorld({ outbox, batch: { maxCount: 30 }, hasHook: false, headers: 'none' })
  const errors = (count: number): Command => capture({ kind: 'error', count, length: 0 })
  await take(world, [errors(3), crash, errors(2), close, errors(3), advance(0)])
  claimConservation(world)
  await claimEnd(world)
})

/**
 * A process is held while its last flush waits, for one sink that fails as for all: nothing happens meanwhile, and
 * it is not idle again before that is over.
 */
const toTheEnd = (ending: 'idle' | 'term'): Command =>
  command(ending, ({ life: { runtime } }) => {
    runtime.end(ending)
    return runtime.advance(5_000)
  })

/** Ids are drawn from the same random numbers as jitter: told by their order instead. */
const withoutIds = (text: string, { kindOf }: World): string => {
  const ids: readonly string[] = [...kindOf.keys()]
  return text.replaceAll(/[\da-f]{32}/g, (id) => `#${ids.indexOf(id)}`)
}

/** All that the sinks beside `http` saw, to the last byte. */
const othersOf = (world: World): unknown => {
  const { runtime, memory, monitor } = world.life
  const { sentry, memory: local } = monitor.stats().sinks
  const sent = runtime.transport.requests
    .filter(({ request }) => wireOf(request) !== 'http')
    .map(({ sentAt, request: { url, headers, body } }) => [sentAt, url, headers, body])
  const seen = JSON.stringify({ sentry, local, sent, received: memory.signals })
  return JSON.parse(withoutIds(seen, world))
}

test('a sink that fails changes nothing for the others', { timeout: 300_000 }, async () => {
  const ofApp = quiet([toTheEnd('idle'), toTheEnd('term')]).map((command) => ({
    command,
    isFault: false,
  }))
  const ofHttp = faultOf('http').map((command) => ({ command, isFault: true }))
  const steps = fc.array(
    fc.oneof({ weight: 3, arbitrary: ofApp }, { weight: 1, arbitrary: ofHttp }),
    { maxLength: 25, ...ofAnyLength },
  )
  await fc.assert(
    fc.asyncProperty(limits, steps, async (limits, steps) => {
      const [ailing, healthy] = [createWorld(limits), createWorld(limits)]
      for (const { command, isFault } of steps) {
        await command.run({}, ailing)
        if (!isFault) await command.run({}, healthy)
      }
      expect(othersOf(ailing)).toEqual(othersOf(healthy))
    }),
    { numRuns: 1_000, seed },
  )
})
