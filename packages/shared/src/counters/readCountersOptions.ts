import type { ConfigProblem } from '../model/configProblem.ts'
import { periods as allPeriods, type Period } from '../model/period.ts'
import { attempt, isObject } from '../primitives/attempt.ts'
import { unknownOptions } from '../sinks/knownOptions.ts'
import { problemsOf } from '../sinks/problemsOf.ts'
import type { CountersOptions } from './counters.ts'

/** The options that all counters have, with their defaults. */
export interface CountersSettings extends Required<CountersOptions> {
  readonly problems: readonly ConfigProblem[]
}

interface Defaults {
  readonly name: string
  /** The options of this store besides. */
  readonly others: readonly string[]
}

const names = ['name', 'periods', 'breaker']
const usual: readonly Period[] = ['hour', 'day', 'month']

/** Reads options of any shape. It never throws, and repeats no value. */
export const readCountersOptions = (given: unknown, defaults: Defaults): CountersSettings => {
  const options: CountersOptions = isObject(given) ? attempt(() => ({ ...given }), {}) : {}
  const { name = defaults.name, periods = usual, breaker = {} } = options
  const arePeriods =
    Array.isArray(periods) &&
    periods.length > 0 &&
    periods.every((period) => allPeriods.includes(period))
  const checked = problemsOf([
    [given === undefined || isObject(given), 'options', 'an object'],
    [arePeriods, 'periods', `a list of ${allPeriods.join(', ')}`],
    [isObject(breaker), 'breaker', 'an object'],
  ])
  return {
    name,
    // Each once: twice would count twice.
    periods: arePeriods ? allPeriods.filter((period) => periods.includes(period)) : usual,
    breaker: isObject(breaker) ? breaker : {},
    problems: [...checked, ...unknownOptions(options, [...names, ...defaults.others])],
  }
}
