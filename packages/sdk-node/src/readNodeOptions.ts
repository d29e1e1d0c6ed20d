import { HoldfastConfigError, property, readOptions, type Settings } from '@holdfast/shared'
import { type IncomingSettings, readIncomingOptions } from './requests/incomingOptions.ts'
import { readStoreOptions } from './spool/readStoreOptions.ts'
import type { StoreSettings } from './spool/storeOptions.ts'

/** All of the options of a monitor in Node. */
export interface NodeSettings extends Settings {
  readonly store: StoreSettings | false
  readonly incoming: IncomingSettings | false
}

const own = { store: readStoreOptions, incoming: readIncomingOptions }

/** @throws {HoldfastConfigError} naming every option that is wrong. */
export const readNodeOptions = (options: unknown): NodeSettings => {
  const { settings, problems } = readOptions(options, { others: Object.keys(own) })
  const store = own.store(property(options, 'store'))
  const incoming = own.incoming(property(options, 'incoming'))
  const all = [...problems, ...store.problems, ...incoming.problems]
  if (all.length > 0) throw new HoldfastConfigError(all)
  return { ...settings, store: store.settings, incoming: incoming.settings }
}
