import { readOptions } from '@holdfast/shared'
import { http } from '@holdfast/shared/sinks/http'
import { parseFlag } from '../env/parseFlag.ts'
import type { NodeOptions } from '../nodeOptions.ts'
import { incomingRules } from '../requests/incomingOptions.ts'
import { sentry } from '../sinks/sentry.ts'
import { parsePairs } from './parsePairs.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** A variable that is wrong. It never holds the value, which may be a secret. */
export interface VariableProblem {
  readonly variable: string
  readonly expected: string
}

/** What the environment says of monitoring. */
export interface ReadEnvironment {
  /** `'unset'`: there is nothing of ours in it; `'disabled'`: nobody wants to hear of it. */
  readonly state: 'disabled' | 'unset' | 'wrong' | 'right'
  /** To be used where they are right. */
  readonly options: NodeOptions
  readonly problems: readonly VariableProblem[]
  /** Names that begin as ours do, and are none of them. */
  readonly unknown: readonly string[]
}

/** By the last word of the option that each sets. */
const variables: Readonly<Record<string, string>> = {
  service: 'HOLDFAST_SERVICE',
  release: 'HOLDFAST_RELEASE',
  environment: 'HOLDFAST_ENVIRONMENT',
  dsn: 'HOLDFAST_SENTRY_DSN',
  url: 'HOLDFAST_HTTP_URL',
  headers: 'HOLDFAST_HTTP_HEADERS',
  tags: 'HOLDFAST_TAGS',
  consent: 'HOLDFAST_CONSENT',
  minSeverity: 'HOLDFAST_MIN_SEVERITY',
  interval: 'HOLDFAST_METRICS_INTERVAL',
  incoming: 'HOLDFAST_INCOMING',
  shutdownTimeout: 'HOLDFAST_SHUTDOWN_TIMEOUT',
  debug: 'HOLDFAST_DEBUG',
  disabled: 'HOLDFAST_DISABLED',
}

/** The folder of the store is read with its options, by every monitor. */
const storeFolder = 'HOLDFAST_STORE_DIR'

/** All that can be set, as it is told to whoever misspelt one. */
export const known: readonly string[] = [...Object.values(variables), storeFolder]

const flag = 'true or false'
const pairs = 'pairs such as name=value,other=value, with a comma in a value as %2C'

/**
 * Makes options of variables, and tells all that is wrong with them. It never throws.
 *
 * @param packageName - stands in for the name of the service.
 */
export const readEnvironment = (
  environment: Environment,
  packageName: string | undefined,
): ReadEnvironment => {
  const texts = textsIn(environment)
  const problems: VariableProblem[] = []
  const parse = <Value>(
    option: string,
    { to, expected }: { to: (text: string) => Value | undefined; expected: string },
  ): Value | undefined => {
    const text = texts[option]
    const value = text === undefined ? undefined : to(text)
    if (text !== undefined && value === undefined) note(problems, option, expected)
    return value
  }
  const isDisabled = parse('disabled', { to: parseFlag, expected: flag })
  const service = texts['service'] ?? packageName
  if (!service) note(problems, 'service', 'a name, for no package.json above the script has one')
  if (!texts['dsn'] && !texts['url']) note(problems, 'dsn', 'one, or a URL in HOLDFAST_HTTP_URL')
  const headers = parse('headers', { to: parsePairs, expected: pairs })
  const options = withoutAbsent({
    service,
    release: texts['release'],
    environment: texts['environment'] ?? (environment['NODE_ENV'] || undefined),
    sinks: sinksOf(texts, headers),
    tags: parse('tags', { to: parsePairs, expected: pairs }),
    consent: texts['consent'],
    minSeverity: texts['minSeverity'],
    metrics: withoutAbsent({ interval: toDuration(texts['interval']) }),
    incoming: parse('incoming', { to: parseFlag, expected: flag }) === false ? false : undefined,
    shutdownTimeout: toDuration(texts['shutdownTimeout']),
    debug: parse('debug', { to: parseFlag, expected: flag }),
  })
  for (const { option, expected } of readOptions(options, { others: incomingRules }).problems) {
    note(problems, /\w*$/.exec(option)?.[0] ?? option, expected)
  }
  const isUnset = Object.values(texts).every((text) => text === undefined)
  const judged = problems.length > 0 ? 'wrong' : 'right'
  return {
    state: isDisabled ? 'disabled' : isUnset ? 'unset' : judged,
    // As texts they may be anything; they are not used before they are found right.
    options: options as unknown as NodeOptions,
    problems,
    unknown: Object.keys(environment).filter(isUnknown),
  }
}

/** An empty text is what is left of a variable that was not set where it comes from. */
const textsIn = (environment: Environment): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(
    Object.entries(variables).map(([option, variable]) => [
      option,
      environment[variable]?.trim() || undefined,
    ]),
  )

/** Each variable once, with what was said of it first. */
const note = (problems: VariableProblem[], option: string, expected: string): void => {
  const variable = variables[option] ?? option
  if (problems.every((problem) => problem.variable !== variable)) {
    problems.push({ variable, expected })
  }
}

const sinksOf = (
  { dsn, url, headers: given }: Readonly<Record<string, string | undefined>>,
  headers: Readonly<Record<string, string>> | undefined,
): readonly object[] => [
  ...(dsn ? [sentry({ dsn })] : []),
  ...(url || given ? [http({ url: url ?? '', ...(headers && { headers }) })] : []),
]

/** In an environment, milliseconds are a text, too. */
const toDuration = (text: string | undefined): string | number | undefined =>
  text && /^\d+$/.test(text) ? Number(text) : text

const withoutAbsent = (group: object): object =>
  Object.fromEntries(Object.entries(group).filter(([, value]) => value !== undefined))

const isUnknown = (name: string): boolean => /^HOLDFAST_/.test(name) && !known.includes(name)
