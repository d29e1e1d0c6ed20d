import type { Lifecycle } from '../ports/lifecycle.ts'

/** For hosts that never say that they end. */
export const createQuietLifecycle = (): Lifecycle => ({ onEnding: () => () => undefined })
