import type { CountersHost } from '@holdfast/shared/counters'
import { resilienceHost } from '../runtime/resilienceHost.ts'

/** Node, as counters need it. */
export const countersHost: CountersHost = {
  ...resilienceHost,
  warn: (text, error) => console.error(`[holdfast] ${text}:`, error),
}
