import type { GuardingMonitor } from '@holdfast/shared'
import type { Requests } from './requests/createRequests.ts'

/** A monitor in Node. */
export interface NodeMonitor extends GuardingMonitor {
  /** The requests that this process serves. */
  readonly requests: Requests
}
