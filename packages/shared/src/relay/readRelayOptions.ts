import type { LaneSettings } from '../deliver/laneSettings.ts'
import type { DiagnosticListener } from '../diagnostics/debugChannel.ts'
import type { ConfigProblem } from '../model/configProblem.ts'
import { type Milliseconds, milliseconds } from '../model/units.ts'
import {
  count,
  duration,
  flag,
  flagOrListener,
  groupOrFalse,
  object,
  syncHook,
  text,
  texts,
  wait,
} from '../monitor/optionKinds.ts'
import { type Kind, type Rules, readRules } from '../monitor/readRules.ts'
import { sinkList } from '../monitor/readSinks.ts'
import type { UsableSink } from '../ports/sink.ts'
import { type Dsn, parseDsn } from '../sinks/sentry/parseDsn.ts'
import type { BudgetLimits } from './byteBudget.ts'
import type { ClientIp } from './hideAddresses.ts'
import type { OriginSettings } from './origins.ts'
import type { RateSettings } from './rateLimit.ts'
import type { RequestFacts } from './relayOptions.ts'

/** The options, with the defaults in the place of those that were not given. */
export interface RelaySettings extends BudgetLimits {
  readonly service: string
  readonly sinks: readonly UsableSink[]
  readonly forwardTo: readonly Dsn[]
  readonly allow: OriginSettings & {
    readonly items: readonly string[]
    readonly request?: ((facts: RequestFacts) => boolean) | undefined
  }
  readonly maxBytes: number
  readonly bodyTimeout: Milliseconds
  readonly rate: RateSettings | false
  readonly clientIp: ClientIp
  readonly trust: { readonly header: string; readonly hops: number } | false
  readonly delivery: LaneSettings
  readonly shutdownTimeout: Milliseconds
  readonly debug: boolean | DiagnosticListener
}

interface ReadRelayOptions<Others> {
  readonly settings: RelaySettings & Others
  readonly problems: readonly ConfigProblem[]
}

/** What a runtime package sets otherwise. */
interface RelayDefaults<Others> {
  /** In milliseconds. Default: 2,000. */
  readonly shutdownTimeout?: number
  /** Options that only the package has. */
  readonly others?: Rules<Others>
}

/** Makes settings of options of any shape, and tells all that is wrong with them. It never throws. */
export const readRelayOptions = <Others = unknown>(
  options: unknown,
  defaults: RelayDefaults<Others> = {},
): ReadRelayOptions<Others> => {
  const rules = { ...rulesWith(defaults.shutdownTimeout), ...defaults.others } as Rules<
    Values & Others
  >
  const { values, problems } = readRules(options, rules)
  const { batch, outbox, retry } = values
  const maxCount = Math.min(batch.maxCount, outbox.maxCount)
  const delivery = {
    outbox,
    batch: { ...batch, maxCount, maxBytes: 512 * 1_024 },
    backoff: retry,
  }
  const goesNowhere = values.sinks.length === 0 && values.forwardTo.length === 0
  const nowhere = { option: 'sinks', expected: 'a list of sinks, or DSNs in forwardTo' }
  return {
    settings: { ...values, delivery },
    problems: goesNowhere && problems.length === 0 ? [nowhere] : problems,
  }
}

interface Values extends Omit<RelaySettings, 'delivery'> {
  readonly batch: Omit<LaneSettings['batch'], 'maxBytes'>
  readonly outbox: LaneSettings['outbox']
  readonly retry: LaneSettings['backoff']
}

const { required: _, ...optionalSinks } = sinkList

const dsnList: Kind<readonly Dsn[]> = {
  expected: 'a list of DSNs',
  is: Array.isArray,
  to: (list: readonly unknown[], note) => {
    const dsns = new Map<string, Dsn>()
    for (const [index, given] of list.entries()) {
      const dsn = parseDsn(given)
      if (dsn) dsns.set(dsn.url, dsn)
      else note(`forwardTo[${index}]`, 'a DSN: https://<key>@<host>/<project number>')
    }
    return [...dsns.values()]
  },
}

/** As a browser writes it; what is written otherwise would never be met. */
const originForm =
  /^(?:https?:\/\/(?:[\w.-]+|\[[\d:a-f]+\])(?::\d+)?|[a-z][\w+.-]*:\/\/[\w.-]+|null)$/i

const originList: Kind<OriginSettings['origins']> = {
  expected: "a list of origins such as 'https://shop.example', or '*'",
  is: (value) =>
    value === '*' ||
    (Array.isArray(value) && value.every((one) => typeof one === 'string' && originForm.test(one))),
  to: (value: readonly string[] | '*') =>
    value === '*' ? value : new Set(value.map((origin) => origin.toLowerCase())),
}

const headerName: Kind<string> = {
  expected: 'the name of a header',
  required: true,
  is: (value) => typeof value === 'string' && /^[\w-]+$/.test(value),
  to: (name: string) => name.toLowerCase(),
}

const clientIp: Kind<ClientIp> = {
  expected: "'drop' or 'mask'",
  is: (value) => value === 'drop' || value === 'mask',
}

/** https://develop.sentry.dev/sdk/data-model/envelope-items/ */
const itemTypes: readonly string[] = [
  'event',
  'transaction',
  'attachment',
  'session',
  'sessions',
  'feedback',
  'user_report',
  'client_report',
  'check_in',
  'log',
  'trace_metric',
  'span',
  'profile',
  'profile_chunk',
  'replay_event',
  'replay_recording',
  'replay_video',
]

const rulesWith = (shutdownTimeout = 2_000): Rules<Values> => ({
  service: [{ ...text, required: true }, ''],
  sinks: [optionalSinks, []],
  forwardTo: [dsnList, []],
  allow: [
    object,
    {},
    {
      origins: [originList, new Set<string>()],
      sameOrigin: [flag, true],
      withoutOrigin: [flag, true],
      items: [texts, itemTypes],
      request: [syncHook],
    },
  ],
  maxBytes: [count, 1_024 * 1_024],
  maxHeldBytes: [count, 32 * 1_024 * 1_024],
  maxRequests: [count, 1_000],
  bodyTimeout: [wait, milliseconds(10_000)],
  rate: [groupOrFalse, {}, { perMinute: [count, 60_000], perClient: [count, 600] }],
  clientIp: [clientIp, 'drop'],
  trust: [groupOrFalse, false, { header: [headerName, ''], hops: [count, 1] }],
  batch: [object, {}, { maxCount: [count, 30], maxAge: [duration, milliseconds(1_000)] }],
  outbox: [object, {}, { maxCount: [count, 10_000], maxBytes: [count, 8 * 1_024 * 1_024] }],
  retry: [
    object,
    {},
    { baseDelay: [wait, milliseconds(500)], maxDelay: [wait, milliseconds(100_000)] },
  ],
  shutdownTimeout: [duration, milliseconds(shutdownTimeout)],
  debug: [flagOrListener, false],
})
