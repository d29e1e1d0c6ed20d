import type {
  EnvNumberOptions,
  EnvOptions,
  EnvTextOptions,
  EnvUrlOptions,
  EnvValue,
  EnvVariable,
  Needed,
} from './envVariable.ts'
import { parseFlag } from './parseFlag.ts'

const text = <Options extends EnvTextOptions = Needed>(
  options?: Options,
): EnvVariable<EnvValue<string, Options>> => {
  const { minLength = 1 }: EnvTextOptions = options ?? {}
  const expected = minLength > 1 ? `a text of ${minLength} characters or more` : 'a text'
  return variable(expected, (given) => (given.length >= minLength ? given : undefined), options)
}

const number = <Options extends EnvNumberOptions = Needed>(
  options?: Options,
): EnvVariable<EnvValue<number, Options>> => {
  const { min = -Infinity, max = Infinity, whole = false }: EnvNumberOptions = options ?? {}
  const parse = (given: string): number | undefined => {
    const value = isDecimal.test(given) ? Number(given) : Number.NaN
    const isRight = Number.isFinite(value) && (!whole || Number.isInteger(value))
    return isRight && value >= min && value <= max ? value : undefined
  }
  const from = min > -Infinity ? ` from ${min}${max < Infinity ? '' : ' on'}` : ''
  const to = max < Infinity ? ` up to ${max}` : ''
  return variable(`a ${whole ? 'whole ' : ''}number${from}${to}`, parse, options)
}

const boolean = <Options extends EnvOptions<boolean> = Needed>(
  options?: Options,
): EnvVariable<EnvValue<boolean, Options>> => variable('true or false', parseFlag, options)

const url = <Options extends EnvUrlOptions = Needed>(
  options?: Options,
): EnvVariable<EnvValue<string, Options>> => {
  const { schemes }: EnvUrlOptions = options ?? {}
  const parse = (given: string): string | undefined => {
    const scheme = /^([a-z][a-z\d+.-]*):\/\//i.exec(given)?.[1]?.toLowerCase()
    const isRight = scheme !== undefined && (!schemes || schemes.includes(scheme))
    return isRight && URL.canParse(given) ? given : undefined
  }
  const expected = schemes ? `a URL that begins with ${orOf(schemes, '://')}` : 'a URL'
  return variable(expected, parse, options)
}

const oneOf = <const Value extends string, Options extends EnvOptions<Value> = Needed>(
  values: readonly Value[],
  options?: Options,
): EnvVariable<EnvValue<Value, Options>> =>
  variable(orOf(values, ''), (given) => values.find((value) => value === given), options)

const check = <Value, Options extends EnvOptions<Value> = Needed>(
  expected: string,
  parse: (text: string) => Value | undefined,
  options?: Options,
): EnvVariable<EnvValue<Value, Options>> => variable(expected, parse, options)

/** Neither hexadecimal digits nor an empty text are numbers to whoever writes them into an environment. */
const isDecimal = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i

const orOf = (values: readonly string[], ending: string): string => {
  const all = values.map((value) => value + ending)
  const last = all.pop() ?? 'nothing'
  return all.length > 0 ? `${all.join(', ')} or ${last}` : last
}

const variable = <Value, Options extends EnvOptions<Value>>(
  expected: string,
  parse: (text: string) => Value | undefined,
  options: Options | undefined,
): EnvVariable<EnvValue<Value, Options>> => {
  const { default: fallback, optional }: EnvOptions<Value> = options ?? {}
  const made: EnvVariable<Value> = {
    expected,
    parse,
    optional: optional === true || fallback !== undefined,
    default: fallback,
  }
  // Whether it may be missing is in the type only, and was read from the same options.
  return made as EnvVariable<EnvValue<Value, Options>>
}

/** How {@link env} makes what a variable has to be. */
export interface EnvKinds {
  /** Any text that is not empty. */
  readonly text: typeof text
  /** A decimal number. */
  readonly number: typeof number
  /** `true`, `1`, `false` or `0`. */
  readonly boolean: typeof boolean
  /** A URL with a host, as a text. One that names several hosts, as some databases have it, is for `check`. */
  readonly url: typeof url
  /** One of some texts. */
  readonly oneOf: typeof oneOf
  /** Whatever a function makes of it; `undefined`, or an error, says that it is wrong. */
  readonly check: typeof check
}

/**
 * What a variable of the environment may be.
 *
 * @example
 * env.number({ min: 1, max: 65_535, whole: true, default: 3_000 })
 * env.url({ schemes: ['postgres'] })
 * env.oneOf(['debug', 'info'], { optional: true })
 * env.check('names, between commas', (text) => text.split(','))
 */
export const env: EnvKinds = { text, number, boolean, url, oneOf, check }
