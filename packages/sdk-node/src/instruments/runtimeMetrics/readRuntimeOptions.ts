import {
  attempt,
  type ConfigProblem,
  type Duration,
  HoldfastConfigError,
  parseDuration,
  property,
} from '@holdfast/shared'
import type { RuntimeSettings } from './source.ts'

/** What `runtimeMetrics` may be told. */
export interface RuntimeMetricsOptions {
  /** How often the runtime is read, besides at each flush; a second or longer. Default: `'10s'`. */
  readonly every?: Duration
  /**
   * How often Node looks whether the event loop is late, from a millisecond on. Shorter sees shorter
   * delays, and costs an idle process more: 0.2 % of a core at `'20ms'`. Default: `'50ms'`.
   */
  readonly resolution?: Duration
}

const names: readonly string[] = ['every', 'resolution']

/** @throws {HoldfastConfigError} naming every option that is wrong. */
export const readRuntimeOptions = (options: unknown): RuntimeSettings => {
  const problems: ConfigProblem[] = []
  if (options !== undefined && (typeof options !== 'object' || options === null)) {
    problems.push({ option: 'runtimeMetrics', expected: 'an object' })
  }
  const duration = (name: string, byDefault: number, least: number): number => {
    const given = property(options, name)
    if (given === undefined) return byDefault
    const value = parseDuration(given)
    if (value !== undefined && value >= least) return value
    const expected = `a duration such as '${byDefault}ms', ${least}ms or longer`
    problems.push({ option: `runtimeMetrics.${name}`, expected })
    return byDefault
  }
  const every = duration('every', 10_000, 1_000)
  // Node takes whole milliseconds only.
  const resolution = Math.round(duration('resolution', 50, 1))
  for (const name of attempt(() => Object.keys(Object(options)), [])) {
    if (names.includes(name) || typeof options !== 'object') continue
    problems.push({
      option: `runtimeMetrics.${name.slice(0, 64)}`,
      expected: 'every or resolution',
    })
  }
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  return { every, resolution }
}
