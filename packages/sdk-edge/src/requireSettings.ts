import {
  HoldfastConfigError,
  type MonitorOptions,
  readOptions,
  type Settings,
} from '@holdfast/shared'

/** In milliseconds. Platforms cut background work off 30 seconds after the response. */
const shutdownTimeout = 25_000

/** The settings, when nothing is wrong with the options. */
export const requireSettings = (options: MonitorOptions): Settings => {
  const read = readOptions(options, shutdownTimeout)
  if (!read.ok) throw new HoldfastConfigError(read.problems)
  return read.settings
}
