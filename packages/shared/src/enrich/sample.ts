import type { Signal, SignalKind } from '../model/signal.ts'
import type { Stage } from './stage.ts'

/**
 * Lets a share of each kind through; a kind without a rate goes through whole. Within a trace all
 * services decide alike: by the random part of its id, as consistent probability sampling of
 * OpenTelemetry does. https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/
 */
export const createSample =
  (rates: Readonly<Partial<Record<SignalKind, number>>>, random: () => number): Stage =>
  (signal) => {
    const rate = rates[signal.kind] ?? 1
    return rate >= 1 || randomness(signal, random) >= 1 - rate ? signal : 'sampledOut'
  }

/** 52 of the 56 random bits of a trace id: no number holds them all. */
const randomness = ({ scope: { trace } }: Signal, random: () => number): number => {
  const part = Number.parseInt(trace?.traceId.slice(-14, -1) ?? '', 16)
  return part >= 0 ? part / 2 ** 52 : random()
}
