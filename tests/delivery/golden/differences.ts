import type { Difference } from './difference.ts'
import { ofCapture } from './differencesOfCapture.ts'
import { ofHost } from './differencesOfHost.ts'

/** All differences between our events and those of Sentry's own packages, with the reason of each. */
export const differences: readonly Difference[] = [...ofCapture, ...ofHost]
