import type { ConfigProblem } from '../../model/configProblem.ts'
import { attempt, isObject, property } from '../../primitives/attempt.ts'
import { parseDuration } from '../../primitives/duration.ts'
import { areKinds } from '../areKinds.ts'
import { expectedPlace, isPlace } from '../isPlace.ts'
import { isHeaders } from './isHeaders.ts'

type Rule = readonly [expected: string, is: (value: unknown) => boolean]
type Rules = Readonly<Record<string, Rule>>

const isFunction = (value: unknown): boolean => typeof value === 'function'
const isCount = (value: unknown): boolean => Number.isInteger(value) && Number(value) > 0
const count = 'a whole number above zero'

const batchRules: Rules = {
  maxCount: [count, isCount],
  maxBytes: [count, isCount],
  maxAge: ["milliseconds, or a duration such as '2s'", (age) => parseDuration(age) !== undefined],
}

const rules: Rules = {
  headers: [
    'headers that HTTP allows, or a function that gives them',
    (headers) => isFunction(headers) || isHeaders(headers),
  ],
  // Who reads all sinks has a word on names.
  name: ['', () => true],
  kinds: ['a list of kinds', (kinds) => areKinds(kinds) && kinds.length > 0],
  accepts: ['a function', isFunction],
  format: ["'json' or 'ndjson'", (format) => format === 'json' || format === 'ndjson'],
  encode: ['a function', isFunction],
  compress: ['a boolean', (compress) => typeof compress === 'boolean'],
  batch: ['an object', isObject],
}

/** All that is wrong with them; names that are none, too: an option misspelt would be missed in silence. */
export const checkHttpOptions = (options: unknown, isPage: boolean): readonly ConfigProblem[] => {
  const url: Rule = [expectedPlace(isPage), (place) => isPlace(place, isPage)]
  return [
    // Without the options there is no URL.
    ...check({ url: '', ...(isObject(options) && copyOf(options)) }, { url, ...rules }, ''),
    ...check(property(options, 'batch'), batchRules, 'batch.'),
  ]
}

const copyOf = (options: object): object => attempt(() => ({ ...options }), {})

const check = (group: unknown, known: Rules, prefix: string): readonly ConfigProblem[] =>
  Object.entries(isObject(group) ? copyOf(group) : {}).flatMap(([name, value]) => {
    const names = Object.keys(known)
    const rule = names.includes(name) ? known[name] : undefined
    const [expected, is] = rule ?? [`one of ${names.join(', ')}`, () => false]
    const isRight = (value === undefined && name !== 'url') || attempt(() => is(value), false)
    return isRight ? [] : [{ option: (prefix + name).slice(0, 64), expected }]
  })
