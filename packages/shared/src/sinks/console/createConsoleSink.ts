import type { ConfigProblem } from '../../model/configProblem.ts'
import { type Severity, severities } from '../../model/severity.ts'
import { type Signal, type SignalKind, signalKinds } from '../../model/signal.ts'
import type { LocalSink, MisconfiguredSink } from '../../ports/sink.ts'
import { property } from '../../primitives/attempt.ts'
import { areKinds } from '../areKinds.ts'
import { problemsOf } from '../problemsOf.ts'
import { severityOf } from './outlineOf.ts'

/** `pretty` for people, `json` for whatever gathers logs: one signal a line. */
export type ConsoleFormat = 'pretty' | 'json'

/** What `consoleSink` is made from. */
export interface ConsoleSinkOptions {
  /**
   * Default: in Node `json` where the monitor's `environment` is `'production'`, or it has none and
   * `NODE_ENV` is; on the edge `json` unless there is another `environment`; in a browser `pretty`.
   */
  readonly format?: ConsoleFormat
  /** Which kinds of signals it shows. Default: all but metrics, sessions and attachments. */
  readonly kinds?: readonly SignalKind[]
  /** What is less severe is not shown; what has no severity counts as `info`. Default: all is. */
  readonly minSeverity?: Severity
  /** Names the sink in the ledger. Default: `'console'`. */
  readonly name?: string
}

/** What a runtime lends to a console sink. */
export interface ConsoleHost<Printed> {
  /** Where the options do not say. */
  formatFor(signal: Signal): ConsoleFormat
  readonly render: Readonly<Record<ConsoleFormat, (signal: Signal) => Printed>>
  /** Rejects, or throws, where it could not be shown. */
  print(printed: readonly Printed[]): void | Promise<void>
}

/** They tell of no moment that one would look for, or are nothing to read. */
const unshown: ReadonlySet<SignalKind> = new Set<SignalKind>([
  'metric',
  'usage',
  'session',
  'attachment',
])

/** Shows signals where a developer, or an operator, looks first. */
export const createConsoleSink = <Printed>(
  host: ConsoleHost<Printed>,
  options?: ConsoleSinkOptions,
): LocalSink | MisconfiguredSink => {
  const { name = 'console', format, kinds, minSeverity = 'debug' } = options ?? {}
  const problems = check(options)
  if (problems.length > 0) return { name, problems }
  const least = severities.indexOf(minSeverity)
  const render = (signal: Signal): Printed => host.render[format ?? host.formatFor(signal)](signal)
  return {
    name,
    accepts: (signal) =>
      (kinds ? kinds.includes(signal.kind) : !unshown.has(signal.kind)) &&
      severities.indexOf(severityOf(signal)) >= least,
    receive: (signals) => host.print(signals.map(render)),
  }
}

const check = (options: unknown): readonly ConfigProblem[] => {
  const [format, kinds, minSeverity] = ['format', 'kinds', 'minSeverity'].map((option) =>
    property(options, option),
  )
  return problemsOf([
    [
      format === undefined || format === 'pretty' || format === 'json',
      'format',
      "'pretty' or 'json'",
    ],
    [kinds === undefined || areKinds(kinds), 'kinds', `a list of ${signalKinds.join(', ')}`],
    [
      minSeverity === undefined || severities.includes(minSeverity as Severity),
      'minSeverity',
      'debug, info, warn, error, fatal',
    ],
  ])
}
