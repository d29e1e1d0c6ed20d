import { type Severity, severities } from '../../../model/severity.ts'
import type { EventSignal, LogSignal } from '../../../model/signal.ts'
import type { SentryLog } from '../sentryItems.ts'
import { toContainer, toLine } from './attributes.ts'
import type { Item } from './item.ts'

export const encodeLogs = (signals: readonly (LogSignal | EventSignal)[]): readonly Item[] =>
  toContainer('log', signals.map(toSentryLog))

/** An event that is no failure is a line of the log there. */
const toSentryLog = (signal: LogSignal | EventSignal): SentryLog => {
  const [level, body]: [Severity, string] =
    signal.kind === 'log' ? [signal.severity, signal.message] : ['info', signal.name]
  return {
    ...toLine(signal),
    level,
    // Of OpenTelemetry's 24 numbers, the first of each four: https://opentelemetry.io/docs/specs/otel/logs/data-model/
    severity_number: severities.indexOf(level) * 4 + 5,
    body,
  }
}
