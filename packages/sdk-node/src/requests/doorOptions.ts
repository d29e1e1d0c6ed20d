import {
  attempt,
  type ConfigProblem,
  HoldfastConfigError,
  problemsOf,
  property,
} from '@holdfast/shared'
import type { NodeMonitor } from '../nodeMonitor.ts'

/** As much of a monitor as a framework's door asks for. */
export type WebMonitor = Pick<NodeMonitor, 'requests' | 'captureError'>

/** What a framework's door may be told: the same in all of them. */
export interface HoldfastOptions {
  /**
   * Whether an error is captured. `status` is what it is answered with, or, where that is not known yet, what it asks
   * for by its `status` or `statusCode`; 500 where it asks for nothing. Where this throws, the error is captured.
   * Default: where `status` is 500 or above, for of 4xx the client is to be told.
   */
  readonly captures?: (error: unknown, status: number) => boolean
}

/** Whether an error is captured that is answered with a status. */
export type Captures = (error: unknown, status: number) => boolean

const names: readonly string[] = ['captures']

/** @throws {HoldfastConfigError} naming all that is wrong. */
export const readDoorOptions = (monitor: unknown, options: unknown = {}): Captures => {
  const captures = property(options, 'captures') ?? isFault
  const problems = [...problemsOfMonitor(monitor), ...problemsOfOptions(options, captures)]
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  // Where the app cannot tell, the error had better be known.
  return (error, status) => attempt(() => (captures as Captures)(error, status), true)
}

const problemsOfMonitor = (monitor: unknown): readonly ConfigProblem[] => {
  const current = property(property(monitor, 'requests'), 'current')
  return problemsOf([[typeof current === 'function', 'monitor', 'what init gives']])
}

const problemsOfOptions = (options: unknown, captures: unknown): readonly ConfigProblem[] => {
  const isObject = typeof options === 'object' && options !== null
  const unknown = attempt(() => Object.keys(Object(isObject ? options : {})), []).filter(
    (name) => !names.includes(name),
  )
  return problemsOf([
    [isObject, 'options', 'an object'],
    [typeof captures === 'function', 'captures', 'a function'],
    ...unknown.map((name) => [false, name.slice(0, 64), `one of ${names.join(', ')}`] as const),
  ])
}

/** Whether the server is to blame, and not the client. */
const isFault: Captures = (_error, status) => status >= 500

/** What an error asks to be answered with; 500 where it asks for nothing. */
export const failureStatus = (error: unknown): number =>
  [property(error, 'statusCode'), property(error, 'status')].find(isFailure) ?? 500

const isFailure = (status: unknown): status is number =>
  typeof status === 'number' && status >= 400 && status <= 599

/** Captures what a handler threw, as part of the request that `message` is, or the one that is served here. */
export type CaptureOf = (error: unknown, message?: object) => void

export const createErrorCapture = (monitor: WebMonitor, options?: HoldfastOptions): CaptureOf => {
  const captures = readDoorOptions(monitor, options)
  return (error, message) => {
    if (!captures(error, failureStatus(error))) return
    const served = monitor.requests.current(message)
    if (served) served.captureError(error)
    else monitor.captureError(error)
  }
}
