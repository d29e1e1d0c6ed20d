import type { Monitor } from '@holdfast/browser'

declare global {
  interface Window {
    /** What the pages of these tests put there. */
    readonly monitor: Monitor
  }
}
