import {
  attempt,
  type Duration,
  HoldfastConfigError,
  parseDuration,
  problemsOf,
  property,
} from '@holdfast/shared'
import type { RuntimeSettings } from './source.ts'

/** What `runtimeMetrics` may be told. */
export interface RuntimeMetricsOptions {
  /** How often the runtime is read, besides at each flush; a second or longer. Default: `'10s'`. */
  readonly every?: Duration
  /**
   * How often Node looks whether the event loop is late, from a millisecond on. A shorter delay may go
   * unseen, and of a longer one as much may be missing. Looking costs an idle process most of what all
   * costs: 0.07 % of a core, and 0.25 % at `'20ms'`. Default: `'100ms'`.
   */
  readonly resolution?: Duration
}

const names: readonly string[] = ['every', 'resolution']

/** @throws {HoldfastConfigError} naming every option that is wrong. */
export const readRuntimeOptions = (options: unknown = {}): RuntimeSettings => {
  const given = (name: string, byDefault: Duration): number =>
    parseDuration(property(options, name) ?? byDefault) ?? Number.NaN
  const every = given('every', '10s')
  // Node takes whole milliseconds only.
  const resolution = Math.round(given('resolution', '100ms'))
  const isObject = typeof options === 'object' && options !== null
  const unknown = attempt(() => Object.keys(Object(options)), []).filter(
    (name) => isObject && !names.includes(name),
  )
  const problems = problemsOf([
    [isObject, 'runtimeMetrics', 'an object'],
    [every >= 1_000, 'runtimeMetrics.every', "a duration such as '10s', a second or longer"],
    [resolution >= 1, 'runtimeMetrics.resolution', "a duration such as '100ms', 1ms or longer"],
    ...unknown.map((name) => {
      return [false, `runtimeMetrics.${name.slice(0, 64)}`, `one of ${names.join(', ')}`] as const
    }),
  ])
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  return { every, resolution }
}
