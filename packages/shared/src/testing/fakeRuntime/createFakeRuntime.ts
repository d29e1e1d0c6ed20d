import type { Ending } from '../../ports/lifecycle.ts'
import type { OutboxStore } from '../../ports/outboxStore.ts'
import type { Runtime } from '../../ports/runtime.ts'
import { createStackContext } from '../../webRuntime/stackContext.ts'
import { createFakeDisk, type FakeDisk } from './fakeDisk.ts'
import { createFakeTime } from './fakeTime.ts'
import { createFakeTransport, type FakeTransport } from './fakeTransport.ts'
import { createSeededRandom } from './seededRandom.ts'
import { settleMicrotasks } from './settleMicrotasks.ts'

/** How a fake runtime starts; nothing must be given. */
export interface FakeRuntimeOptions {
  /** The same seed gives the same random numbers. Default: another one for each life of a disk. */
  readonly seed?: number
  /** What an earlier life left. Default: an empty one. */
  readonly disk?: FakeDisk
  /** Whether the transport offers `finish`, as Node's does. Default: `false`. */
  readonly canFinish?: boolean
  /** Whether `recover` of its store goes on with what is parked later, as Node's does. Default: `false`. */
  readonly goesOn?: boolean
}

/** A host in which nothing happens by itself. */
export interface FakeRuntime extends Runtime {
  readonly store: Required<OutboxStore>
  readonly transport: FakeTransport
  /** Hand it to the next fake runtime for a restart. */
  readonly disk: FakeDisk
  /** What `random` was seeded with. */
  readonly seed: number
  /** Lets time pass: runs the timers that fall due, in order, each to its end. */
  advance(milliseconds: number): Promise<void>
  /** Lets what was started come to rest, without any time passing. */
  settle(): Promise<void>
  /** Sets the calendar clock forward, or back. */
  jumpWall(milliseconds: number): void
  /** Tells that the host may be about to end; gives what its listeners return. */
  end(ending: Ending): readonly unknown[]
  /** Ends this life without warning: no timer runs, no response comes, nothing is written any more. */
  crash(): void
}

/**
 * A runtime for tests of whatever is built on one: its clock is turned by hand, its random numbers
 * are seeded, its transport records, its store survives into the next one.
 *
 * @example
 * const runtime = createFakeRuntime()
 * runtime.transport.respond(answerOf(503))
 * // … capture something
 * await runtime.advance(1_000)
 * expect(runtime.transport.requests).toHaveLength(1)
 */
export const createFakeRuntime = (options: FakeRuntimeOptions = {}): FakeRuntime => {
  const { disk = createFakeDisk(), canFinish = false, goesOn = false } = options
  const { store, die } = disk.open({ goesOn })
  const seed = options.seed ?? disk.lives
  const listeners = new Set<(ending: Ending) => unknown>()
  let activity = 0
  let alive = true
  const note = (): void => void activity++
  const settle = (): Promise<void> => settleMicrotasks(() => activity)

  const time = createFakeTime(settle)
  const scheduler = {
    after: noting(note, time.scheduler.after),
    hold: noting(note, time.scheduler.hold),
  }
  return {
    clock: time.clock,
    scheduler,
    transport: createFakeTransport({
      clock: time.clock,
      scheduler,
      canFinish,
      isAlive: () => alive,
    }),
    store: noteCalls(note, store),
    lifecycle: {
      onEnding: (listener) => {
        const own: typeof listener = (ending) => listener(ending)
        listeners.add(own)
        return () => void listeners.delete(own)
      },
    },
    context: createStackContext(),
    random: createSeededRandom(seed),
    disk,
    seed,
    advance: time.advance,
    settle,
    jumpWall: time.jumpWall,
    end: (ending) => [...listeners].map((listener) => listener(ending)),
    crash: () => {
      alive = false
      listeners.clear()
      time.stop()
      die()
    },
  }
}

const noting =
  <Values extends readonly unknown[], Result>(
    note: () => void,
    fn: (...values: Values) => Result,
  ): ((...values: Values) => Result) =>
  (...values) => {
    note()
    return fn(...values)
  }

const noteCalls = (note: () => void, store: Required<OutboxStore>): Required<OutboxStore> => ({
  append: noting(note, store.append),
  park: noting(note, store.park),
  settle: noting(note, store.settle),
  async *recover(hasRoom) {
    for await (const found of store.recover(hasRoom)) {
      note()
      yield found
    }
  },
  erase: noting(note, store.erase),
  close: noting(note, store.close),
})
