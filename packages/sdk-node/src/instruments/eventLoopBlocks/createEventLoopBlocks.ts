import {
  attempt,
  type Capture,
  type Instrument,
  type Mechanism,
  property,
  type Stop,
} from '@holdfast/shared'
import { createBeats } from './createBeats.ts'
import type { BlockSettings } from './readBlockOptions.ts'
import { watchdog } from './watchdog.ts'

type Threads = typeof import('node:worker_threads')
type Inspector = typeof import('node:inspector')

interface Facilities {
  readonly threads: Threads
  readonly inspector: Inspector
}

const hour = 3_600_000
const captured: Mechanism = { type: 'captured', handled: true }

/** The instrument, over the process that is handed to it. Nothing is asked of it before the start. */
export const createEventLoopBlocks = (
  process: NodeJS.Process,
  settings: BlockSettings,
): Instrument => ({
  name: 'eventLoopBlocks',
  start: (capture, interior) => {
    const facilities = attempt(() => facilitiesOf(process), undefined)
    const refuse = (reason: string): void =>
      interior?.say('notWatched', `eventLoopBlocks does not watch: ${reason}`)
    if (typeof facilities === 'object')
      return startWatch(capture, settings, { ...facilities, refuse })
    refuse(facilities ?? lacking)
    return () => undefined
  },
})

const forbidden = 'no thread may be started here'
const lacking = 'this runtime has no threads, or no inspector'

/** Or why there is nothing to watch with. */
const facilitiesOf = (process: NodeJS.Process): Facilities | string => {
  const threads = process.getBuiltinModule('node:worker_threads')
  const inspector = process.getBuiltinModule('node:inspector')
  if (!inspector.Session.prototype.connectToMainThread) return lacking
  return threads.isMainThread ? { threads, inspector } : 'it is the main thread that it watches'
}

interface Means extends Facilities {
  /** Says why there is no watch. */
  readonly refuse: (reason: string) => void
}

const startWatch = (
  capture: Capture,
  { threshold, perHour }: BlockSettings,
  { threads, inspector, refuse }: Means,
): Stop => {
  const tick = Math.max(20, Math.round(threshold / 5))
  const beats = createBeats(() => performance.now())
  let told: readonly number[] = []
  let hasStopped = false
  let worker: import('node:worker_threads').Worker | undefined

  const tell = (message: unknown): void => {
    const now = performance.now()
    told = told.filter((time) => time > now - hour)
    const length = beats.lengthOf(Number(property(message, 'beat')))
    if (hasStopped || length === undefined || told.length >= perHour) return
    told = [...told, now]
    const error = createBlocked(length, String(property(message, 'stack') ?? ''))
    capture.captureError(error, captured, { severity: 'warn' })
  }
  /** The first beat is that of an event loop that turns: until then, a program is being loaded. */
  const beat = (): void => {
    beats.note(inspector.url() !== undefined)
    worker ??= startWorker(threads, { cells: beats.cells, tick, threshold }, tell)
  }
  const timer = setInterval(() => {
    if (attempt(() => [beat()], undefined)) return
    clearInterval(timer)
    refuse(forbidden)
  }, tick).unref()
  return () => {
    hasStopped = true
    clearInterval(timer)
    void worker?.terminate()
  }
}

const startWorker = (
  { Worker }: Threads,
  workerData: object,
  onMessage: (message: unknown) => void,
): import('node:worker_threads').Worker => {
  const worker = new Worker(watchdog, {
    eval: true,
    // None of the app's own loaders and preloads: they would start its monitoring again.
    execArgv: [],
    env: { NODE_OPTIONS: '' },
    stdout: true,
    stderr: true,
    workerData,
  })
  worker.on('message', onMessage)
  // One that dies watches no more, and that is all.
  worker.on('error', () => undefined)
  worker.unref()
  return worker
}

const createBlocked = (length: number, calls: string): Error => {
  const duration = Math.round(length)
  const error = new Error(`The event loop was blocked for ${(length / 1_000).toFixed(1)} s`)
  const stack = calls ? `EventLoopBlocked: ${error.message}\n${calls}` : ''
  Object.defineProperty(error, 'stack', { value: stack })
  return Object.assign(error, { name: 'EventLoopBlocked', duration })
}
