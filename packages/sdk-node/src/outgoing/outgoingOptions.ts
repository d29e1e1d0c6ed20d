import { flag, groupOrFalse, type Rules } from '@holdfast/shared'
import { wholeWithin } from '../optionKinds.ts'

/** What is told of the calls that the app makes over HTTP. */
export interface OutgoingOptions {
  /** Whether each call is noted in the scope in which it began, where there is one. Default: `true`. */
  readonly breadcrumbs?: boolean
  /** Hosts that are told apart, with their ports; all others are `other`. Default: 100. */
  readonly maxHosts?: number
}

/** The same, with the defaults in the place of what was not given. */
export type OutgoingSettings = Required<OutgoingOptions>

const hosts = wholeWithin([1, 1_000], 'a whole number from 1 to 1000')

export const outgoingRules: Rules<{ readonly outgoing: OutgoingSettings | false }> = {
  outgoing: [groupOrFalse, {}, { breadcrumbs: [flag, true], maxHosts: [hosts, 100] }],
}
