import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Tally } from '../model/stats.ts'
import type { Ending } from '../ports/lifecycle.ts'
import { createFakeDisk } from '../testing/fakeRuntime/fakeDisk.ts'
import {
  deliveredTo,
  isFrom,
  type Life,
  type LifeLimits,
  lostIn,
  sinkNames,
  startLife,
  tallyOf,
} from '../testing/law/life.ts'
import { type Wire, type WireFault, wireFaults, wires } from '../testing/law/wireFaults.ts'

// The law of conservation, for each sink and kind, at every instant:
//   accepted + recovered = delivered + pending + Σ lost
// and nothing in it is taken from the ledger's word: what was captured, what the disk held, and what
// the servers answered are counted from outside.

type Step =
  | { readonly do: 'capture'; readonly count: number; readonly length: number }
  | { readonly do: 'fault'; readonly wire: Wire; readonly fault: WireFault }
  | { readonly do: 'advance'; readonly milliseconds: number }
  | { readonly do: 'jumpWall'; readonly milliseconds: number }
  | { readonly do: 'flush'; readonly timeout: number }
  | { readonly do: 'end'; readonly ending: Ending }
  | { readonly do: 'crash' }
  | { readonly do: 'close' }

const faultStep = fc.record({
  do: fc.constant('fault' as const),
  wire: fc.constantFrom(...wires),
  fault: fc.constantFrom(...(Object.keys(wireFaults) as WireFault[])),
})

const quietSteps = [
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('capture' as const),
      count: fc.integer({ min: 1, max: 8 }),
      length: fc.constantFrom(0, 10, 2_000),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('advance' as const),
      milliseconds: fc.constantFrom(0, 1, 400, 1_000, 2_500, 15_000, 90_000),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('jumpWall' as const),
      milliseconds: fc.constantFrom(-86_400_000, 3_600_000),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('flush' as const), timeout: fc.constantFrom(0, 5_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('end' as const),
      ending: fc.constantFrom<Ending>('hidden', 'idle'),
    }),
  },
]

const faultySteps = [...quietSteps, { weight: 4, arbitrary: faultStep }]

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    ...faultySteps,
    { weight: 1, arbitrary: fc.constant({ do: 'crash' } as const) },
    { weight: 1, arbitrary: fc.constant({ do: 'close' } as const) },
  ),
  { maxLength: 30 },
)

const limits: fc.Arbitrary<LifeLimits> = fc.record({
  outbox: fc.record({
    maxCount: fc.constantFrom(1, 3, 10, 10_000),
    maxBytes: fc.constantFrom(4_000, 30_000, 8_000_000),
  }),
  batch: fc.record({ maxCount: fc.constantFrom(1, 2, 5, 30) }),
})

const checkLaw = (life: Life): void => {
  const { maxCount } = life.limits.outbox
  for (const sink of sinkNames) {
    const tally = tallyOf(life, sink)
    const { accepted, recovered, delivered, pending } = tally
    expect(accepted + recovered, `${sink}: the law`).toBe(delivered + pending + lostIn(tally))
    expect(accepted, `${sink}: all that was captured is accepted`).toBe(life.captured.length)
    expect(pending >= 0 && pending <= maxCount, `${sink}: ${pending} pending`).toBe(true)
  }
}

/** What holds when nothing is between a server's answer and the ledger. */
const checkAgainstOutside = (life: Life): void => {
  checkLaw(life)
  for (const sink of sinkNames) {
    const tally = tallyOf(life, sink)
    expect(tally.recovered, `${sink}: recovered at most what was left`).toBeLessThanOrEqual(
      life.inherited[sink],
    )
    expect(tally.delivered, `${sink}: delivered is what was answered`).toBe(
      deliveredTo(life, sink).size,
    )
  }
}

const createWorld = (limits: LifeLimits) => {
  const disk = createFakeDisk()
  const past: Life[] = []
  const server: Record<Wire, WireFault> = { sentry: 'ok', http: 'ok' }
  let life = begin()

  function begin(): Life {
    const next = startLife(disk, limits)
    const { runtime } = next
    runtime.transport.respond((request) => {
      const wire = wires.find((name) => isFrom(name)(request.url)) ?? 'http'
      return wireFaults[server[wire]](runtime)(request)
    })
    return next
  }

  const restart = (): void => {
    life.runtime.crash()
    past.push(life)
    life = begin()
  }

  const capture = ({ count, length }: Extract<Step, { do: 'capture' }>): void => {
    for (let index = 0; index < count; index++) {
      const id = life.monitor.captureError(new Error('x'.repeat(length)))
      if (id) life.captured.push(id)
      checkLaw(life)
    }
  }

  const close = async (): Promise<void> => {
    const closed = life.monitor.close(2_000)
    await life.runtime.advance(2_000)
    expect((await closed).pending).toBe(0)
    checkLaw(life)
    // Answers that come after the end must not be booked a second time.
    await life.runtime.advance(20_000)
    checkLaw(life)
    expect(sinkNames.map((sink) => tallyOf(life, sink).pending)).toEqual([0, 0, 0])
    restart()
  }

  const flush = async (timeout: number): Promise<void> => {
    let isDone = false
    void life.monitor.flush(timeout).then(() => {
      isDone = true
    })
    await life.runtime.advance(timeout)
    expect(isDone, 'a flush ends by its timeout').toBe(true)
  }

  const run = async (step: Step): Promise<void> => {
    switch (step.do) {
      case 'capture':
        return capture(step)
      case 'fault':
        server[step.wire] = step.fault
        return
      case 'advance':
        return life.runtime.advance(step.milliseconds)
      case 'jumpWall':
        return life.runtime.jumpWall(step.milliseconds)
      case 'flush':
        return flush(step.timeout)
      case 'end':
        return life.runtime.end(step.ending)
      case 'crash':
        return restart()
      case 'close':
        return close()
    }
  }

  return {
    disk,
    server,
    lives: () => [...past, life],
    /** One step, and the law before and after all has come to rest. */
    take: async (step: Step): Promise<void> => {
      await run(step)
      checkLaw(life)
      await life.runtime.settle()
      checkAgainstOutside(life)
    },
  }
}

const anHourAndMore: Step = { do: 'advance', milliseconds: 2 * 3_600_000 }
const oneThatFits: Step = { do: 'capture', count: 1, length: 0 }

test('every signal is delivered, pending, or lost under a reason', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(limits, steps, async (limits, steps) => {
      const world = createWorld(limits)
      for (const step of steps) await world.take(step)
      for (const wire of wires) world.server[wire] = 'ok'
      await world.take(anHourAndMore)

      const lives = world.lives()
      for (const sink of sinkNames) {
        const last = lives.at(-1)
        expect(last && tallyOf(last, sink).recovered, 'all that was left').toBe(
          last?.inherited[sink],
        )
      }
      for (const sink of sinkNames) {
        expect(lives.map((life) => tallyOf(life, sink)).at(-1)?.pending, 'nothing is stuck').toBe(0)
        const arrived = new Set(lives.flatMap((life) => [...deliveredTo(life, sink)]))
        const missing = lives.flatMap(({ captured }) => captured).filter((id) => !arrived.has(id))
        const lost = lives.reduce((total, life) => total + lostIn(tallyOf(life, sink)), 0)
        expect(missing.length, `${sink}: what is missing was booked`).toBeLessThanOrEqual(lost)
      }
      expect(world.disk.signals, 'what is settled is not kept').toEqual([])

      const before = tallies(world.lives())
      await world.take(oneThatFits)
      await world.take(anHourAndMore)
      const gained = tallies(world.lives()).map(({ delivered }, index) => {
        return delivered - (before[index]?.delivered ?? 0)
      })
      expect(gained, 'where there is room again, a signal is delivered').toEqual([1, 1, 1])
    }),
    { numRuns: 500 },
  )
})

const tallies = (lives: readonly Life[]): readonly Tally[] =>
  lives.slice(-1).flatMap((life) => sinkNames.map((sink) => tallyOf(life, sink)))

test('a sink that fails changes nothing for the others', { timeout: 120_000 }, async () => {
  const faultsOfHttp = fc.array(
    fc.oneof(...faultySteps).filter((step) => step.do !== 'fault' || step.wire === 'http'),
    { maxLength: 25 },
  )
  await fc.assert(
    fc.asyncProperty(limits, faultsOfHttp, async (limits, steps) => {
      const [ailing, healthy] = [createWorld(limits), createWorld(limits)]
      for (const step of steps) {
        await ailing.take(step)
        if (step.do !== 'fault') await healthy.take(step)
      }
      expect(othersOf(ailing.lives()[0])).toEqual(othersOf(healthy.lives()[0]))
    }),
    { numRuns: 500 },
  )
})

/** What the sinks beside `http` saw, but for the ids, which share their random numbers with jitter. */
const othersOf = (life: Life | undefined): unknown =>
  life && {
    sentry: tallyOf(life, 'sentry'),
    memory: tallyOf(life, 'memory'),
    sent: life.runtime.transport.requests
      .filter(({ request }) => isFrom('sentry')(request.url))
      .map(({ sentAt, request }) => [sentAt, request.ids.length]),
  }
