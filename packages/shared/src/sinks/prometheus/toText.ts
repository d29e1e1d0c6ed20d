import type { Exemplar } from '../../model/metric.ts'
import { cumulated, type Exposed, expose, helpOfTarget, targetLabels } from './exposed.ts'
import type { Labels } from './labels.ts'
import type { PrometheusSettings } from './prometheusOptions.ts'
import type { View } from './registry.ts'
import type { HistogramSeries } from './series.ts'

/**
 * The text format of Prometheus, or that of OpenMetrics.
 * https://prometheus.io/docs/instrumenting/exposition_formats
 * https://github.com/prometheus/OpenMetrics/blob/v1.0.0/specification/OpenMetrics.md
 */
export const toText = (view: View, settings: PrometheusSettings, isOpen: boolean): string => {
  const target = targetLabels(view)
  const lines = target.length > 0 ? linesOfTarget(target, isOpen) : []
  for (const family of expose(view, settings)) pushFamily(lines, family, isOpen)
  return `${lines.join('\n')}\n${isOpen ? '# EOF\n' : ''}`
}

const linesOfTarget = (labels: Labels, isOpen: boolean): string[] => {
  const name = isOpen ? 'target' : 'target_info'
  return [
    `# HELP ${name} ${helpOfTarget}`,
    `# TYPE ${name} ${isOpen ? 'info' : 'gauge'}`,
    `target_info${inBraces(labels)} 1`,
  ]
}

const pushFamily = (lines: string[], family: Exposed, isOpen: boolean): void => {
  const { base, unit, type, divisor } = family
  const name = type === 'counter' && !isOpen ? `${base}_total` : base
  lines.push(`# HELP ${name} ${escapeHelp(family.help, isOpen)}`)
  lines.push(`# TYPE ${name} ${type === 'distribution' ? 'histogram' : type}`)
  if (isOpen && unit) lines.push(`# UNIT ${name} ${unit}`)
  const tail = (exemplar: Exemplar | undefined): string =>
    isOpen && exemplar ? toTail(exemplar, divisor) : ''
  for (const { labels, value, exemplar } of family.counters) {
    lines.push(`${base}_total${inBraces(labels)} ${toNumber(value / divisor)}${tail(exemplar)}`)
  }
  for (const { labels, value } of family.gauges) {
    lines.push(`${base}${inBraces(labels)} ${toNumber(value / divisor)}`)
  }
  for (const series of family.histograms) pushHistogram(lines, { base, divisor, tail }, series)
}

interface HistogramParts {
  readonly base: string
  readonly divisor: number
  readonly tail: (exemplar: Exemplar | undefined) => string
}

const pushHistogram = (
  lines: string[],
  { base, divisor, tail }: HistogramParts,
  { labels, bounds, counts, exemplars, whole }: HistogramSeries,
): void => {
  const inner = labels.map(toPair).join(',')
  const before = inner === '' ? '{le="' : `{${inner},le="`
  for (const [place, count] of cumulated(counts).entries()) {
    const bound = bounds[place]
    const le = bound === undefined ? '+Inf' : toBound(bound / divisor)
    lines.push(`${base}_bucket${before}${le}"} ${count}${tail(exemplars.get(place))}`)
  }
  const braces = inBraces(labels)
  lines.push(`${base}_sum${braces} ${toNumber((whole?.sum ?? 0) / divisor)}`)
  lines.push(`${base}_count${braces} ${whole?.count ?? 0}`)
}

const toTail = ({ traceId, spanId, value, time }: Exemplar, divisor: number): string =>
  ` # {trace_id="${traceId}",span_id="${spanId}"} ${toNumber(value / divisor)} ${(time / 1_000).toFixed(3)}`

const inBraces = (labels: Labels): string =>
  labels.length === 0 ? '' : `{${labels.map(toPair).join(',')}}`

const toPair = ([name, value]: Labels[number]): string => `${name}="${escapeValue(value)}"`

const escapeValue = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"')

const escapeHelp = (text: string, isOpen: boolean): string => {
  const escaped = escapeValue(text.replaceAll('\0', '\ufffd'))
  return isOpen ? escaped : escaped.replaceAll('\\"', '"')
}

const toNumber = (value: number): string => {
  if (value === Infinity) return '+Inf'
  return value === -Infinity ? '-Inf' : String(value)
}

/** The same in each format, as OpenMetrics has it: what differs would be another series. */
const toBound = (bound: number): string =>
  Number.isInteger(bound) && Math.abs(bound) < 1e21 ? `${bound}.0` : String(bound)
