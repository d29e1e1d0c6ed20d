import {
  attempt,
  type ErrorSignal,
  type Exception,
  type Frame,
  jsonBytes,
  type Locate,
  type Scheduler,
  withParsedStacks,
} from '@holdfast/shared'
import { createFiles } from './files.ts'
import { createLines, type Lines } from './lines.ts'
import { createOriginals, type Originals } from './originals.ts'
import { type Reading, readLater, readNow } from './reading.ts'

interface LocateParts {
  /** How many lines before and after; `false` for none at all. */
  readonly sourceLines: number | false
  readonly sourceMaps: boolean
  readonly scrubText: ((text: string) => string) | undefined
  /** Lines never make a signal larger than this. */
  readonly maxSignalBytes: number
  readonly scheduler: Pick<Scheduler, 'after'>
}

/** Of each exception, from the innermost call of the app on. */
const mostFrames = 10
/** Of all lines of a signal, as JSON. */
const mostBytes = 20_000
/** `"source":` and the comma. */
const bytesOfName = 10
/** What a process that ends may read while everything waits for it. */
const lastBytes = 8 * 1_024 * 1_024
/** Of how many errors: what it still can send is little, and without lines more of them go. */
const lastSignals = 100

/** What files tell of the calls of an error: what was written there, and the lines around it. */
export const createLocate = (parts: LocateParts): Locate => {
  const { sourceLines, sourceMaps, maxSignalBytes, scheduler } = parts
  const files = createFiles(scheduler)
  const originals = sourceMaps ? createOriginals(scheduler) : undefined
  const lines = sourceLines === false ? undefined : createLines({ ...parts, around: sourceLines })
  /** One after the other: the app needs the disk, too, and what one has found serves the next. */
  let last: Promise<unknown> = Promise.resolve()
  let isBusy = false
  let left = lastSignals

  const work = function* (signal: ErrorSignal): Reading<ErrorSignal> {
    const room = maxSignalBytes - (lines ? jsonBytes(signal) : 0)
    const teller = createTeller(lines, Math.min(mostBytes, room))
    const exceptions: Exception[] = []
    for (const exception of signal.exceptions) {
      exceptions.push(yield* tellException(exception, originals, teller))
    }
    return { ...signal, exceptions }
  }

  const later = (signal: ErrorSignal): ErrorSignal | Promise<ErrorSignal> => {
    const begin = () => readLater(work(signal), files.readLater)
    if (!isBusy) {
      const told = begin()
      if (told instanceof Promise) wait(told)
      return told
    }
    const turn = last.then(begin, begin)
    wait(turn)
    return turn
  }
  const wait = (turn: Promise<unknown>): void => {
    isBusy = true
    const end = (): void => {
      if (last === settled) isBusy = false
    }
    const settled: Promise<unknown> = turn.then(end, end)
    last = settled
  }

  return (signal, isLast) => {
    if (signal.kind !== 'error' || (isLast && left-- <= 0)) return signal
    const parsed = attempt(() => withParsedStacks(signal), signal)
    if (parsed.kind !== 'error') return signal
    return attempt(() => {
      if (isLast) return readNow(work(parsed), files.readNow(lastBytes))
      const told = later(parsed)
      return told instanceof Promise ? told.catch(() => parsed) : told
    }, parsed)
  }
}

/** Adds lines to one frame after the other, as long as there is room. */
type Teller = (frame: Frame, content: string | undefined) => Reading<Frame>

const createTeller = (lines: Lines | undefined, room: number): Teller => {
  let left = room
  return function* (frame, content) {
    if (!lines || left <= 0) return frame
    const told = yield* lines.of(frame, content)
    if (!told || told.bytes + bytesOfName > left) return frame
    left -= told.bytes + bytesOfName
    return { ...frame, source: told.source }
  }
}

const tellException = function* (
  exception: Exception,
  originals: Originals | undefined,
  tell: Teller,
): Reading<Exception> {
  const { stack } = exception
  if (!stack || !('frames' in stack)) return exception
  const frames: Frame[] = []
  let told = 0
  for (const [index, frame] of stack.frames.entries()) {
    const isWanted = frame.inApp && told < mostFrames
    if (isWanted) told++
    frames.push(isWanted ? yield* locateFrame(frame, stack.frames[index + 1]) : frame)
  }
  return { ...exception, stack: { frames } }

  function* locateFrame(frame: Frame, caller: Frame | undefined): Reading<Frame> {
    const original = originals && (yield* originals.of(frame, caller))
    return yield* tell(original?.frame ?? frame, original?.content)
  }
}
