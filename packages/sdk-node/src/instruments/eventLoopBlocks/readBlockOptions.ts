import {
  attempt,
  type Duration,
  HoldfastConfigError,
  parseDuration,
  problemsOf,
  property,
} from '@holdfast/shared'

/** What `eventLoopBlocks` may be told. */
export interface EventLoopBlocksOptions {
  /** How long the event loop must be blocked to be told of; 100 milliseconds or longer. Default: `'1s'`. */
  readonly threshold?: Duration
  /** How many blocks are told of in an hour; further ones are not. Default: `10`. */
  readonly perHour?: number
}

export interface BlockSettings {
  /** In milliseconds. */
  readonly threshold: number
  readonly perHour: number
}

const names: readonly string[] = ['threshold', 'perHour']

/** @throws {HoldfastConfigError} naming every option that is wrong. */
export const readBlockOptions = (options: unknown = {}): BlockSettings => {
  const threshold = parseDuration(property(options, 'threshold') ?? '1s') ?? Number.NaN
  const perHour = property(options, 'perHour') ?? 10
  const isObject = typeof options === 'object' && options !== null
  const unknown = attempt(() => Object.keys(Object(options)), []).filter(
    (name) => isObject && !names.includes(name),
  )
  const problems = problemsOf([
    [isObject, 'eventLoopBlocks', 'an object'],
    [
      threshold >= 100 && threshold <= 3_600_000,
      'eventLoopBlocks.threshold',
      "a duration such as '1s', 100ms to 1h",
    ],
    [
      Number.isInteger(perHour) && Number(perHour) > 0,
      'eventLoopBlocks.perHour',
      'a whole number above zero',
    ],
    ...unknown.map((name) => {
      return [false, `eventLoopBlocks.${name.slice(0, 64)}`, `one of ${names.join(', ')}`] as const
    }),
  ])
  if (problems.length > 0) throw new HoldfastConfigError(problems)
  return { threshold, perHour: Number(perHour) }
}
