import type { Capture, Instrument, MetricFact } from '@holdfast/shared'
import { instrumentContract } from '@holdfast/shared/contracts'
import { createFakeRuntime } from '@holdfast/shared/testing'
import { describe, expect, it } from 'vitest'
import { createRuntimeMetrics } from './createRuntimeMetrics.ts'
import { runtimeMetrics } from './runtimeMetrics.ts'

const every = 10_000
const sleep = (delay: number) => new Promise<void>((resolve) => setTimeout(resolve, delay))

/** The real process, but for what is told; time is turned by hand. */
const setUp = (members: object = {}) => {
  const time = createFakeRuntime()
  const facts: MetricFact[] = []
  const host = { process: Object.assign(Object.create(process), members), ...time }
  const instrument = createRuntimeMetrics(host, { every, resolution: 10 })
  const capture: Capture = {
    captureError: () => expect.unreachable('An instrument of metrics captures no errors'),
    captureFact: (fact) => {
      if (fact.kind === 'metric') facts.push(fact)
      return undefined
    },
    explain: () => undefined,
    report: () => undefined,
    stats: () => ({ sinks: {}, store: { notStored: 0, unreadable: 0 } }),
  }
  return { time, facts, instrument, capture }
}

const namesOf = (facts: readonly MetricFact[]) => [...new Set(facts.map(({ name }) => name))].sort()
const numberOf = (facts: readonly MetricFact[], wanted: string): number => {
  const found = facts.find(({ name }) => name === wanted)
  return found && 'value' in found ? found.value : Number.NaN
}

const everywhere = [
  'nodejs.eventloop.delay.max',
  'nodejs.eventloop.delay.mean',
  'nodejs.eventloop.delay.p50',
  'nodejs.eventloop.delay.p90',
  'nodejs.eventloop.delay.p99',
  'nodejs.eventloop.time',
  'nodejs.eventloop.utilization',
  'nodejs.memory.array_buffers',
  'nodejs.memory.external',
  'v8js.memory.heap.limit',
  'v8js.memory.heap.space.size',
  'v8js.memory.heap.used',
  'v8js.resource.active',
]
const ofProcess = ['process.cpu.time', 'process.cpu.utilization', 'process.memory.usage']
const onLinux = ['process.unix.file_descriptor.count', 'process.unix.file_descriptor.limit']

/** Tests run in threads or in processes: here, it is the main thread of one. */
const mainThread = {
  getBuiltinModule: (id: string) =>
    id === 'node:worker_threads' ? { isMainThread: true } : process.getBuiltinModule(id),
}
const worker = {
  getBuiltinModule: (id: string) =>
    id === 'node:worker_threads' ? { isMainThread: false } : process.getBuiltinModule(id),
}

describe('a reading', () => {
  it('tells all that Node knows, in seconds and bytes, and a block of the event loop', async () => {
    const { time, facts, instrument, capture } = setUp(mainThread)
    const stop = instrument.start(capture)
    await sleep(60)
    const until = performance.now() + 200
    while (performance.now() < until);
    await sleep(60)
    await time.advance(every)
    stop()
    const told = namesOf(facts).filter((name) => name !== 'v8js.gc.duration')
    const linux = process.platform === 'linux' ? onLinux : []
    expect(told).toEqual([...everywhere, ...ofProcess, ...linux].sort())
    const longest = numberOf(facts, 'nodejs.eventloop.delay.max')
    expect(longest).toBeGreaterThanOrEqual(0.15)
    expect(numberOf(facts, 'nodejs.eventloop.delay.p50')).toBeLessThan(longest)
    expect(numberOf(facts, 'nodejs.eventloop.utilization')).toBeGreaterThan(0.3)
    expect(numberOf(facts, 'nodejs.eventloop.utilization')).toBeLessThan(1)
    expect(numberOf(facts, 'process.memory.usage')).toBeGreaterThan(2 ** 24)
    expect(numberOf(facts, 'v8js.memory.heap.limit')).toBeGreaterThan(2 ** 26)
    if (process.platform === 'linux') {
      expect(numberOf(facts, 'process.unix.file_descriptor.count')).toBeGreaterThan(2)
    }
    const user = facts.find((fact) => fact.name === 'process.cpu.time')
    expect(user).toMatchObject({
      type: 'counter',
      unit: 'second',
      attributes: { 'cpu.mode': 'user' },
    })
    // Of the 200 ms, a busy machine gives what it has.
    expect(numberOf(facts, 'process.cpu.time')).toBeGreaterThan(0.01)
  })

  it('is of the thread alone in a worker, and says so', async () => {
    const { time, facts, instrument, capture } = setUp(worker)
    const stop = instrument.start(capture)
    await sleep(60)
    await time.advance(every)
    stop()
    expect(namesOf(facts).filter((name) => name !== 'v8js.gc.duration')).toEqual(everywhere)
    for (const { attributes } of facts)
      expect(attributes).toMatchObject({ 'thread.name': 'worker' })
  })

  it('comes with a report, but for one that follows another', async () => {
    const { time, facts, instrument, capture } = setUp(mainThread)
    const stop = instrument.start(capture)
    await time.advance(10)
    instrument.report?.(capture)
    const first = facts.length
    expect(first).toBeGreaterThan(0)
    await time.advance(900)
    instrument.report?.(capture)
    expect(facts).toHaveLength(first)
    await time.advance(100)
    instrument.report?.(capture)
    expect(facts.length).toBeGreaterThan(first)
    stop()
  })

  it('names few types of resources, and says when there is none any more', async () => {
    let types = Array.from({ length: 100 }, (_, index) => `Type${index}`)
    const { time, facts, instrument, capture } = setUp({ getActiveResourcesInfo: () => types })
    const stop = instrument.start(capture)
    await time.advance(every)
    types = ['Type1', 'Type1']
    facts.length = 0
    await time.advance(every)
    stop()
    const active = facts.filter(({ name }) => name === 'v8js.resource.active')
    expect(active).toHaveLength(21)
    const all = Object.fromEntries(
      active.map((fact) => [fact.attributes['v8js.resource.type'], 'value' in fact && fact.value]),
    )
    expect(all).toMatchObject({ Type0: 0, Type1: 2, other: 0 })
  })
})

describe('what is started', () => {
  it('is stopped, all of it, and starts again', async () => {
    const running = new Set<string>()
    const perf = process.getBuiltinModule('node:perf_hooks')
    const watched = {
      ...perf,
      monitorEventLoopDelay: () => ({
        ...{ count: 1, min: 0, max: 2e8, mean: 1e8, percentile: () => 1e8, reset: () => undefined },
        enable: () => running.add('delay'),
        disable: () => running.delete('delay'),
      }),
      PerformanceObserver: class {
        observe = () => running.add('gc')
        disconnect = () => running.delete('gc')
        takeRecords = () => []
      },
    }
    const { time, facts, instrument, capture } = setUp({
      getBuiltinModule: (id: string) =>
        id === 'node:perf_hooks' ? watched : process.getBuiltinModule(id),
    })
    expect(running.size).toBe(0)
    for (const _ of [1, 2]) {
      const stop = instrument.start(capture)
      expect([...running].sort()).toEqual(['delay', 'gc'])
      await time.advance(every)
      expect(facts.length).toBeGreaterThan(0)
      stop()
      expect(running.size).toBe(0)
      facts.length = 0
      await time.advance(2 * every)
      instrument.report?.(capture)
      expect(facts).toEqual([])
    }
  })

  describe('keeps the contract of instruments', () => {
    /** One metric of a reading stands for all: the contract counts errors. */
    const counted = (instrument: Instrument): Instrument => ({
      ...instrument,
      start: (capture) =>
        instrument.start({
          ...capture,
          captureFact: (fact) => {
            if (fact.kind === 'metric' && fact.name === 'v8js.memory.heap.limit') {
              capture.captureError(fact, { type: 'captured', handled: true })
            }
            return undefined
          },
        }),
    })
    const startFacility = () => {
      const time = createFakeRuntime()
      const host = { process, ...time }
      return {
        create: () => counted(createRuntimeMetrics(host, { every, resolution: 50 })),
        provoke: () => time.advance(every),
      }
    }
    for (const { name, run } of instrumentContract(startFacility)) it(name, run)
  })
})

describe('a runtime that lacks something', () => {
  const throwing = () => {
    throw new Error('not implemented')
  }
  const without: readonly (readonly [string, object, string])[] = [
    ['getBuiltinModule', { getBuiltinModule: undefined }, 'v8js.resource.active'],
    ['any module', { getBuiltinModule: () => undefined }, 'process.memory.usage'],
    ['what modules have', { getBuiltinModule: () => ({}) }, 'v8js.resource.active'],
    ['getActiveResourcesInfo', { getActiveResourcesInfo: undefined }, 'v8js.memory.heap.used'],
    ['memoryUsage', { memoryUsage: throwing }, 'nodejs.eventloop.time'],
    ['cpuUsage', { cpuUsage: undefined }, 'v8js.memory.heap.used'],
  ]
  it.each(without)('%s: tells what is left', async (_, members, left) => {
    const { time, facts, instrument, capture } = setUp(members)
    const stop = instrument.start(capture)
    await sleep(20)
    await time.advance(every)
    stop()
    const gone = Object.keys(members)[0] ?? ''
    if (gone === 'getBuiltinModule') expect(namesOf(facts)).not.toContain('v8js.memory.heap.used')
    expect(namesOf(facts)).toContain(left)
  })

  it('tells no number that is none', async () => {
    const odd = {
      monitorEventLoopDelay: () => ({
        ...{ count: 3, max: Number.NaN, mean: Number.NaN, percentile: () => undefined },
        ...{ enable: () => true, disable: () => true, reset: () => undefined },
      }),
      performance: { eventLoopUtilization: () => ({ active: 0, idle: 0, utilization: 0 }) },
      PerformanceObserver: class {
        static supportedEntryTypes = ['mark']
        observe = () => expect.unreachable('gc is not supported')
      },
    }
    const { time, facts, instrument, capture } = setUp({
      getBuiltinModule: (id: string) => (id === 'node:perf_hooks' ? odd : undefined),
      cpuUsage: () => ({}),
      memoryUsage: () => ({ external: Number.NaN }),
      getActiveResourcesInfo: () => [],
    })
    const stop = instrument.start(capture)
    await time.advance(every)
    stop()
    expect(facts).toEqual([])
  })
})

describe('the options', () => {
  it.each<[object | null | string, string]>([
    [{ every: '10ms' }, 'runtimeMetrics.every'],
    [{ resolution: 0.2 }, 'runtimeMetrics.resolution'],
    [{ evry: '10s' }, 'runtimeMetrics.evry'],
    [null, 'runtimeMetrics: expected an object'],
    ['10s', 'runtimeMetrics: expected an object'],
  ])('%j are refused by name', (options, told) => {
    expect(() => runtimeMetrics(options as never)).toThrow(told)
  })

  it('need not be given', () => {
    for (const instrument of [runtimeMetrics(), runtimeMetrics({ every: '1s', resolution: 1.2 })]) {
      expect(instrument.name).toBe('runtimeMetrics')
    }
  })
})
