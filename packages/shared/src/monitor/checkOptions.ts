import type { ConfigProblem } from '../model/configProblem.ts'
import { attempt, property } from '../primitives/attempt.ts'
import { parseDuration } from '../primitives/duration.ts'
import { clip } from '../primitives/toJson.ts'

interface Rule {
  readonly option: string
  readonly expected: string
  readonly isRight: (value: unknown) => boolean
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null
const isBoolean = (value: unknown): boolean => typeof value === 'boolean'
const isDuration = (value: unknown): boolean => parseDuration(value) !== undefined
const isCount = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value > 0
const isAbsentOr =
  (isRight: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || isRight(value)

const duration = "a number of milliseconds, or a duration such as '2s'"
const count = 'a whole number above zero'
const text = 'a text that is not empty'

const optional = (
  option: string,
  expected: string,
  isRight: (value: unknown) => boolean,
): Rule => ({ option, expected, isRight: isAbsentOr(isRight) })

const rules: readonly Rule[] = [
  { option: 'service', expected: text, isRight: isText },
  { option: 'sinks', expected: 'a list of sinks', isRight: Array.isArray },
  optional('release', text, isText),
  optional('environment', text, isText),
  optional('tags', 'an object of texts, numbers and booleans', isObject),
  optional('batch', 'an object', isObject),
  optional('batch.maxCount', count, isCount),
  optional('batch.maxAge', duration, isDuration),
  optional('outbox', 'an object', isObject),
  optional('outbox.maxCount', count, isCount),
  optional('outbox.maxBytes', count, isCount),
  optional('retry', 'an object', isObject),
  optional('retry.baseDelay', duration, isDuration),
  optional('retry.maxDelay', duration, isDuration),
  optional('shutdownTimeout', duration, isDuration),
  optional('debug', 'a boolean, or a function', (value) =>
    ['boolean', 'function'].includes(typeof value),
  ),
]

/**
 * What is wrong with options of any shape. It never throws, and never tells a value.
 *
 * @param switches - the names of the boolean options that a runtime package adds.
 */
export const checkOptions = (
  options: unknown,
  switches: readonly string[] = [],
): readonly ConfigProblem[] => {
  if (!isObject(options)) return [{ option: 'options', expected: 'an object' }]
  const all = [...rules, ...switches.map((name) => optional(name, 'a boolean', isBoolean))]
  return [
    ...all
      .filter(({ option, isRight }) => !isRight(read(options, option)))
      .map(({ option, expected }) => ({ option, expected })),
    ...checkSinks(property(options, 'sinks')),
    ...checkNames(options, all),
  ]
}

const read = (options: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, name) => property(value, name), options)

const checkSinks = (sinks: unknown): readonly ConfigProblem[] =>
  Array.isArray(sinks) ? sinks.flatMap(checkSink) : []

const checkSink = (sink: unknown, index: number): readonly ConfigProblem[] => {
  const option = `sinks[${index}]`
  const problems = property(sink, 'problems')
  if (Array.isArray(problems)) {
    return problems.map((problem: ConfigProblem) => ({
      option: `${option}.${problem.option}`,
      expected: problem.expected,
    }))
  }
  const isWhole =
    isText(property(sink, 'name')) &&
    typeof property(sink, 'accepts') === 'function' &&
    ['encode', 'receive'].some((name) => typeof property(sink, name) === 'function')
  return isWhole ? [] : [{ option, expected: 'a sink, such as sentry({ … }) or http({ … })' }]
}

/** A misspelt option would be ignored in silence, and be missed when it is needed. */
const checkNames = (options: unknown, known: readonly Rule[]): readonly ConfigProblem[] => {
  const names = known.map((rule) => rule.option)
  return attempt(() => Object.keys(options as object), [])
    .filter((name) => !names.includes(name))
    .map((name) => ({ option: clip(name, 64), expected: `one of ${names.join(', ')}` }))
}
