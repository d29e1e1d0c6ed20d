import { HoldfastConfigError, property, readOptions, type Settings } from '@holdfast/shared'
import type { OutgoingSettings } from './outgoing/outgoingOptions.ts'
import { readOutgoingOptions } from './outgoing/readOutgoingOptions.ts'
import {
  type ProcessSettings,
  processOptionNames,
  readProcessOptions,
} from './readProcessOptions.ts'
import { type IncomingSettings, readIncomingOptions } from './requests/incomingOptions.ts'
import { readProxyOption } from './runtime/readProxyOption.ts'
import { readSourceOptions, type SourceSettings } from './source/readSourceOptions.ts'
import { readStoreOptions } from './spool/readStoreOptions.ts'
import type { StoreSettings } from './spool/storeOptions.ts'

/** All of the options of a monitor in Node. */
export interface NodeSettings extends Settings {
  readonly store: StoreSettings | false
  readonly incoming: IncomingSettings | false
  readonly outgoing: OutgoingSettings | false
  readonly ofProcess: ProcessSettings
  readonly source: SourceSettings
  readonly proxy: string | false | undefined
}

const names = [
  'store',
  'incoming',
  'outgoing',
  'proxy',
  'sourceLines',
  'sourceMaps',
  ...processOptionNames,
]

/** @throws {HoldfastConfigError} naming every option that is wrong. */
export const readNodeOptions = (options: unknown): NodeSettings => {
  const { settings, problems } = readOptions(options, { others: names })
  const own = {
    store: readStoreOptions(property(options, 'store')),
    incoming: readIncomingOptions(property(options, 'incoming')),
    outgoing: readOutgoingOptions(property(options, 'outgoing')),
    ofProcess: readProcessOptions(options),
    source: readSourceOptions(property(options, 'sourceLines'), property(options, 'sourceMaps')),
    proxy: readProxyOption(property(options, 'proxy')),
  }
  const all = [...problems, ...Object.values(own).flatMap((read) => read.problems)]
  if (all.length > 0) throw new HoldfastConfigError(all)
  return {
    ...settings,
    store: own.store.settings,
    incoming: own.incoming.settings,
    outgoing: own.outgoing.settings,
    ofProcess: own.ofProcess.settings,
    source: own.source.settings,
    proxy: own.proxy.proxy,
  }
}
