import {
  attempt,
  describeProblems,
  HoldfastConfigError,
  type MonitorOptions,
  readOptions,
  type Settings,
} from '@holdfast/shared'

/** In milliseconds. Platforms cut background work off 30 seconds after the response. */
export const shutdownTimeout = 25_000

/** A timer would be of the invocation that began it, and end with it: metrics wait for the flush. */
const defaults = { shutdownTimeout, metricsInterval: 0 }

/** The settings, when nothing is wrong with the options. */
export const requireSettings = (options: MonitorOptions): Settings => {
  const { settings, problems } = readOptions(options, defaults)
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  return settings
}

/** The settings of options that are made while requests wait: what is wrong must not fail those. */
export const readBindings = (makeOptions: () => MonitorOptions): Settings => {
  const { settings, problems } = readOptions(attempt(makeOptions, {}), defaults)
  if (problems.length === 0) return settings
  console.error(describeProblems(problems))
  return { ...settings, sinks: [] }
}
