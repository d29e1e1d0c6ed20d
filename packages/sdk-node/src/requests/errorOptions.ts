import { attempt, property } from '@holdfast/shared'
import type { NodeMonitor } from '../nodeMonitor.ts'

/** As much of a monitor as a framework's door asks for. */
export type WebMonitor = Pick<NodeMonitor, 'requests' | 'captureError'>

/** Which errors of handlers are captured. */
export interface ErrorOptions {
  /**
   * Whether an error is worth it. Default: all but those whose `status`, or `statusCode`, is 4xx, of which the client
   * is to be told.
   */
  readonly captures?: (error: unknown) => boolean
}

/** Whether the server is to blame, and not the client. */
export const isFault = (error: unknown): boolean => {
  const status = property(error, 'status') ?? property(error, 'statusCode')
  return !(typeof status === 'number' && status >= 400 && status < 500)
}

/** Captures what a handler threw, as part of the request that `message` is, or the one that is served here. */
export type CaptureOf = (error: unknown, message?: object) => void

export const createErrorCapture = (
  { requests, captureError }: WebMonitor,
  { captures = isFault }: ErrorOptions = {},
): CaptureOf => {
  return (error: unknown, message) => {
    // Where the app cannot tell, the error had better be known.
    if (!attempt(() => captures(error), true)) return
    const served = requests.current(message)
    if (served) served.captureError(error)
    else captureError(error)
  }
}
