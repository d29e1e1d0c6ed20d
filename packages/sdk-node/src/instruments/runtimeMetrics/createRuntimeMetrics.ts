import {
  type Attributes,
  attempt,
  type Capture,
  type Instrument,
  milliseconds,
  type Stop,
} from '@holdfast/shared'
import { garbage } from './garbage.ts'
import { heap, outsideHeap } from './heap.ts'
import { loopDelay } from './loopDelay.ts'
import { loopUse } from './loopUse.ts'
import { resources } from './resources.ts'
import type { Measured, MetricsHost, Reading, RuntimeSettings, Source } from './source.ts'
import { descriptors, processors, residentMemory } from './wholeProcess.ts'

const ofThread = [loopDelay, loopUse, garbage, heap, outsideHeap, resources]
const ofProcess = [residentMemory, processors, descriptors]

/**
 * A reading that comes sooner after another is left out, and what it would have told is told by the
 * next: a process that ends is flushed as long as there is something new to deliver.
 */
const leastGap = 1_000

interface Watch {
  readonly read: () => void
  readonly stop: Stop
}

/** The instrument, over the host that is handed to it. Nothing is asked of the host before the start. */
export const createRuntimeMetrics = (host: MetricsHost, settings: RuntimeSettings): Instrument => {
  const watches = new Map<Capture, Watch>()
  return {
    name: 'runtimeMetrics',
    start: (capture) => {
      const watch = startWatch(capture, host, settings)
      watches.set(capture, watch)
      return () => {
        watch.stop()
        if (watches.get(capture) === watch) watches.delete(capture)
      }
    },
    report: (capture) => watches.get(capture)?.read(),
  }
}

const startWatch = (capture: Capture, host: MetricsHost, settings: RuntimeSettings): Watch => {
  const { clock, scheduler } = host
  const thread = attributesOfThread(host)
  const wanted = thread ? ofThread : [...ofThread, ...ofProcess]
  const sources = wanted.flatMap((start) => attempt(() => [start(host, settings)], []))
  let started = clock.wall()
  let last = clock.now()
  let isFirst = true
  let hasStopped = false
  let stopTimer = scheduler.after(milliseconds(settings.every), onTime)

  function onTime(): void {
    stopTimer = scheduler.after(milliseconds(settings.every), onTime)
    read()
  }
  const read = (): void => {
    const now = clock.now()
    const passed = now - last
    if (hasStopped || passed <= 0 || (passed < leastGap && !isFirst)) return
    const reading: Reading = {
      started,
      seconds: passed / 1_000,
      tell: tellerOf(capture, started, thread),
    }
    isFirst = false
    last = now
    started = clock.wall()
    // What a host does not have throws, and is absent.
    for (const source of sources) attempt(() => source.read(reading), undefined)
  }
  return {
    read,
    stop: () => {
      if (hasStopped) return
      hasStopped = true
      stopTimer()
      for (const source of sources) stopOf(source)
    },
  }
}

const stopOf = (source: Source): void => attempt(() => source.stop?.(), undefined)

/** Nothing in the main thread, which alone tells of the process. */
const attributesOfThread = ({ process }: MetricsHost): Attributes | undefined =>
  attempt(() => process.getBuiltinModule('node:worker_threads').isMainThread, true)
    ? undefined
    : { 'thread.name': 'worker' }

const tellerOf =
  (
    capture: Capture,
    started: Reading['started'],
    thread: Attributes | undefined,
  ): Reading['tell'] =>
  (name, measured: Measured, told) => {
    if ('value' in measured && !Number.isFinite(measured.value)) return
    const attributes = { ...told, ...thread }
    const base = { kind: 'metric', name, attributes } as const
    if (measured.type === 'gauge') capture.captureFact({ ...base, ...measured, type: 'gauge' })
    else capture.captureFact({ ...base, ...measured, started })
  }
