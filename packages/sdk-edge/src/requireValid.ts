import { checkOptions, HoldfastConfigError, type MonitorOptions } from '@holdfast/shared'

/** The options, when nothing is wrong with them. */
export const requireValid = (options: MonitorOptions): MonitorOptions => {
  const problems = checkOptions(options)
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  return options
}
