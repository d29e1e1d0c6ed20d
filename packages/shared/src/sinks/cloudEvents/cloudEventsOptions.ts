import type { ConfigProblem } from '../../model/configProblem.ts'
import type { UsageSignal } from '../../model/signal.ts'
import type { UsageDelta } from '../../model/usage.ts'
import { property } from '../../primitives/attempt.ts'
import { unknownOptions } from '../knownOptions.ts'
import { type Check, problemsOf } from '../problemsOf.ts'
import type { UsageSinkOptions } from '../usage/usageOptions.ts'

/** What `cloudEvents()` is made from; the members that are not here are as of `http()`. */
export interface CloudEventsOptions extends UsageSinkOptions {
  /** Where batches are posted: `http:` or `https:`. */
  readonly url: string
  /**
   * Where the events come from: a URI reference, such as `'/production/checkout'`. Two events of the same
   * `source` and `id` are one. Default: the service.
   */
  readonly source?: string
  /** What kind of event the use of a meter is. Default: the meter. */
  readonly type?: (meter: string) => string
  /** What an event tells; the same each time that it is asked. Default: `{ value: quantity }`. */
  readonly data?: (delta: UsageDelta, usage: UsageSignal) => object
}

/** Those that `http()` reads. */
export const httpNames: readonly string[] = [
  'url',
  'headers',
  'name',
  'accepts',
  'compress',
  'batch',
]

/** All that is wrong with the others. */
export const checkCloudEventsOptions = (options: unknown): readonly ConfigProblem[] => {
  const source = property(options, 'source')
  const checks: readonly Check[] = [
    [
      source === undefined || (typeof source === 'string' && /^[!-~]+$/.test(source)),
      'source',
      'a URI reference',
    ],
    ...['type', 'data'].map((name): Check => {
      const value = property(options, name)
      return [value === undefined || typeof value === 'function', name, 'a function']
    }),
  ]
  return [
    ...unknownOptions(options, [...httpNames, 'source', 'type', 'data']),
    ...problemsOf(checks),
  ]
}
