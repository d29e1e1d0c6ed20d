import type { ConfigProblem } from '../model/configProblem.ts'
import type { Period } from '../model/period.ts'
import { property } from '../primitives/attempt.ts'
import { parseDuration } from '../primitives/duration.ts'
import { unknownOptions } from '../sinks/knownOptions.ts'
import { problemsOf } from '../sinks/problemsOf.ts'
import type { QuotaOptions } from './quota.ts'

/** A quota's options, with their defaults. */
export interface QuotaSettings {
  readonly meter: string
  readonly limit: number
  readonly per: Period
  readonly onFailure: 'allow' | 'deny'
  readonly timeout: number
  readonly freshFor: number
  readonly staleFor: number
  readonly name: string
}

/** As `quota` is given them. */
export type QuotaGiven = readonly [meter: string, limit: number, per: Period | QuotaOptions]

const names = ['per', 'onFailure', 'timeout', 'freshFor', 'staleFor', 'name']

/** @throws {TypeError} naming every option that is wrong, and no value. */
export const readQuotaOptions = (given: QuotaGiven, kept: readonly Period[]): QuotaSettings => {
  const [meter, limit, third] = given
  const options: QuotaOptions = typeof third === 'object' && third ? third : { per: third }
  const { per, onFailure = 'allow', name = printable(String(meter)) } = options
  const timeout = parseDuration(options.timeout ?? 100)
  const freshFor = parseDuration(options.freshFor ?? 1_000)
  const staleFor = parseDuration(options.staleFor ?? 300_000)
  const checked = problemsOf([
    [typeof meter === 'string' && meter !== '', 'meter', 'a text that is not empty'],
    [typeof limit === 'number' && limit >= 0 && limit < Infinity, 'limit', 'a number from 0'],
    [kept.includes(per), 'per', `a period that the counters keep: ${kept.join(', ')}`],
    [onFailure === 'allow' || onFailure === 'deny', 'onFailure', "'allow' or 'deny'"],
    [timeout !== undefined && timeout >= 1, 'timeout', "milliseconds from 1, or '100ms'"],
    [freshFor !== undefined, 'freshFor', "milliseconds, or '1s'"],
    [staleFor !== undefined, 'staleFor', "milliseconds, or '5m'"],
    [
      typeof name === 'string' && name !== '' && name === printable(name),
      'name',
      'a text of printable ASCII',
    ],
  ])
  const problems = [...checked, ...unknownOptions(options, names)]
  if (problems.length > 0 || timeout === undefined) throw wrongQuota(problems)
  return {
    meter,
    limit,
    per,
    onFailure,
    timeout,
    freshFor: freshFor ?? 0,
    staleFor: staleFor ?? 0,
    name,
  }
}

/** All that a header can say. */
const printable = (text: string): string => text.replace(/[^ -~]/g, '_')

export const wrongQuota = (problems: readonly ConfigProblem[]): TypeError =>
  new TypeError(
    `Wrong options of a quota:\n${problems
      .map((problem) => `  - ${property(problem, 'option')}: expected ${problem.expected}`)
      .join('\n')}`,
  )
