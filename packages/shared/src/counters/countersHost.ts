import type { ResilienceHost } from '../resilience/host.ts'

/** What counters ask of a host. */
export interface CountersHost extends ResilienceHost {
  /** Tells people of what cannot be mended here. */
  warn(text: string, error: unknown): void
}
