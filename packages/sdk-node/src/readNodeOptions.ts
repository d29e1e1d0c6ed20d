import { flag, HoldfastConfigError, type Rules, readOptions, type Settings } from '@holdfast/shared'
import { type OutgoingSettings, outgoingRules } from './outgoing/outgoingOptions.ts'
import { type IncomingSettings, incomingRules } from './requests/incomingOptions.ts'
import { proxyRules } from './runtime/proxyRules.ts'
import { signalRules, type TerminationSignal } from './runtime/terminationSignals.ts'
import { type SourceSettings, sourceRules } from './source/sourceOptions.ts'
import { storeRules, toStoreSettings } from './spool/readStoreOptions.ts'
import type { StoreSettings } from './spool/storeOptions.ts'

/** All of the options of a monitor in Node, with the defaults in the place of those that were not given. */
export interface NodeSettings extends Settings, SourceSettings {
  readonly store: StoreSettings | false
  readonly incoming: IncomingSettings | false
  readonly outgoing: OutgoingSettings | false
  readonly terminationSignals: readonly TerminationSignal[]
  readonly warnings: boolean
  readonly childEnds: boolean
  readonly proxy: string | false | undefined
}

const switches: Rules<Pick<NodeSettings, 'warnings' | 'childEnds'>> = {
  warnings: [flag, true],
  childEnds: [flag, true],
}

/** @throws {HoldfastConfigError} naming every option that is wrong. */
export const readNodeOptions = (options: unknown): NodeSettings => {
  const { settings, problems } = readOptions(options, {
    others: {
      ...storeRules,
      ...incomingRules,
      ...outgoingRules,
      ...signalRules,
      ...switches,
      ...proxyRules,
      ...sourceRules,
    },
  })
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  return { ...settings, store: toStoreSettings(settings.store) }
}
