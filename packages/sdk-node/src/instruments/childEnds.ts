import type { ChildProcess } from 'node:child_process'
import { errorMonitor } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { type Attributes, type Capture, type Instrument, property } from '@holdfast/shared'
import { onChannels } from '../runtime/onChannels.ts'

type Tell = (message: string, attributes: Attributes) => void

/**
 * Tells, as lines of the log, of child processes and worker threads that ended badly, and of these no
 * more than which program it was: words and variables that it was given are private. Where the host does
 * not say that it has begun a child, there is nothing to tell.
 */
export const childEnds = (): Instrument => ({
  name: 'childEnds',
  start: (capture, interior) => {
    let hasStopped = false
    const tell = tellerOf(capture, () => hasStopped)
    const stopListening = onChannels(
      {
        child_process: (message) =>
          watchProcess(property(message, 'process') as ChildProcess, tell),
        worker_threads: (message) => watchWorker(property(message, 'worker') as Worker, tell),
      },
      (error) => interior?.say('internalError', 'childEnds failed', error),
    )
    return () => {
      hasStopped = true
      stopListening()
    }
  },
})

const tellerOf =
  (capture: Capture, hasStopped: () => boolean): Tell =>
  (message, attributes) => {
    if (!hasStopped()) capture.captureFact({ kind: 'log', severity: 'warn', message, attributes })
  }

/** Above it, shells and programs say by which signal they ended. */
const signalCodes = 128

const watchProcess = (child: ChildProcess, tell: Tell): void => {
  child.once('exit', (code, signal) => {
    // Whoever ended it knows.
    const isAskedFor = child.killed && (signal !== null || Number(code) > signalCodes)
    if (code === 0 || isAskedFor) return
    const file = /[^\\/]*$/.exec(String(child.spawnfile))?.[0] ?? ''
    const end = signal === null ? `ended with code ${code}` : `was ended by ${signal}`
    tell(`Child process ${file} ${end}`, {
      'child.type': 'process',
      'child.file': file,
      ...(code !== null && { 'child.code': code }),
      ...(signal !== null && { 'child.signal': signal }),
    })
  })
}

/** With which a thread ends that failed, and one that was terminated: by itself it says nothing. */
const ambiguous = 1

const watchWorker = (worker: Worker, tell: Tell): void => {
  const { threadId } = worker
  let hasFailed = false
  // Not `error`: whether that is handled is the app's matter.
  worker.once(errorMonitor, () => {
    hasFailed = true
  })
  worker.once('exit', (code) => {
    if (code === 0 || (code === ambiguous && !hasFailed)) return
    tell(`Worker thread ended with code ${code}`, {
      'child.type': 'worker',
      'child.thread': threadId,
      'child.code': code,
    })
  })
}
