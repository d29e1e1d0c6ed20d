import type { ReceivedMetric } from '@holdfast/shared/schema'
import type { FaultySink } from '@holdfast/shared/testing'
import { envelopesOf, signalsOf } from './readTaken.ts'

export const metricsOf = (sink: FaultySink): readonly ReceivedMetric[] =>
  signalsOf(sink).filter((signal) => signal.kind === 'metric')

interface SentryMetric {
  readonly name: string
  readonly type: string
  readonly value: number
  readonly unit?: string
}

/** What a sink took as Sentry's metrics: name, type and unit as one text, and the value. */
export const sentryMetricsOf = (sink: FaultySink): readonly (readonly [string, number])[] =>
  envelopesOf(sink)
    .flatMap(([, items]) => items.filter(([{ type }]) => type === 'trace_metric'))
    .flatMap(([, payload]) => (payload as { readonly items: readonly SentryMetric[] }).items)
    .map(({ name, type, value, unit }) => [[type, name, unit].join(' ').trim(), value] as const)
