import { EventEmitter } from 'node:events'
import type { Capture } from '@holdfast/shared'
import { instrumentContract } from '@holdfast/shared/contracts'
import { describe, expect, it } from 'vitest'
import { globalErrors } from './globalErrors.ts'

interface Facility {
  /** The flags of the process. */
  readonly execArgv?: readonly string[]
  /** Whether the app listens to the event itself. */
  readonly isListenedTo?: boolean
  readonly event: 'uncaughtExceptionMonitor' | 'unhandledRejection'
}

/** As much of a process as the instrument asks for: the real one would end with what it is shown. */
const startFacility = ({ execArgv = [], isListenedTo = false, event }: Facility) => {
  const events = new EventEmitter()
  const process = Object.assign(events, { execArgv, env: {} }) as unknown as NodeJS.Process
  if (isListenedTo) events.on(event, () => undefined)
  return {
    create: () => globalErrors(process),
    provoke: () => void events.emit(event, new Error('nobody caught it')),
  }
}

const facilities: readonly (readonly [string, Facility])[] = [
  ['uncaught exceptions', { event: 'uncaughtExceptionMonitor' }],
  ['rejections that the app listens to', { event: 'unhandledRejection', isListenedTo: true }],
  [
    'rejections that only warn',
    { event: 'unhandledRejection', execArgv: ['--unhandled-rejections=warn'] },
  ],
]

describe.each(facilities)('the instrument for %s keeps its contract', (_, facility) => {
  for (const { name, run } of instrumentContract(() => startFacility(facility))) it(name, run)
})

const nobody: Capture = {
  captureError: () => undefined,
  captureFact: () => undefined,
  explain: () => undefined,
  report: () => undefined,
  stats: () => ({ sinks: {}, store: { notStored: 0, unreadable: 0 } }),
}

describe('a process that must not live on', () => {
  it.each([
    [['--unhandled-rejections=throw'], '--unhandled-rejections=warn'],
    [['--unhandled-rejections=warn', '--unhandled_rejections', 'strict'], ''],
    [[], ''],
  ])('is not listened to alone: %j %j', (execArgv, NODE_OPTIONS) => {
    const events = new EventEmitter()
    const process = Object.assign(events, { execArgv, env: { NODE_OPTIONS } })
    globalErrors(process as unknown as NodeJS.Process).start(nobody)
    expect(events.listenerCount('unhandledRejection')).toBe(0)
  })
})
