import type { Signal, UsageSignal } from '../model/signal.ts'
import { milliseconds } from '../model/units.ts'
import { usageDeltaId } from '../model/usageDeltaId.ts'
import { createUsage } from '../monitor/createUsage.ts'
import type { MonitorOptions } from '../monitor/monitorOptions.ts'
import type { Usage } from '../monitor/usage.ts'
import type { LocalSink } from '../ports/sink.ts'
import type { UsageJournal } from '../ports/usageJournal.ts'
import { type MemorySink, memorySink } from '../sinks/memory.ts'
import { createFakeRuntime, type FakeRuntime } from './fakeRuntime/createFakeRuntime.ts'
import { type MonitorBench, setUpMonitor } from './setUpMonitor.ts'

interface UsageSetUp extends Partial<MonitorOptions> {
  readonly journal?: UsageJournal
  readonly runtime?: FakeRuntime
  /** A sink beside the memory. */
  readonly witness?: LocalSink
}

interface UsageBench extends MonitorBench, Usage {
  readonly memory: MemorySink
}

/** A monitor that meters usage, with a memory sink. */
export const setUpUsage = ({
  journal,
  runtime = createFakeRuntime({ seed: 1 }),
  witness,
  ...more
}: UsageSetUp = {}): UsageBench => {
  const memory = memorySink()
  const sinks = witness ? [memory, witness] : [memory]
  const meters = createUsage({ ...runtime, interval: milliseconds(10_000), journal, sinks })
  const { usage } = meters
  const options = { sinks, batch: { maxAge: 0 }, ...more }
  const { signals: flush, ...bench } = setUpMonitor(options, [meters], runtime)
  const signals = async () => {
    await flush()
    return memory.signals
  }
  return { ...bench, signals, memory, usage }
}

export const usagesIn = (signals: readonly Signal[]): readonly UsageSignal[] =>
  signals.filter((signal) => signal.kind === 'usage')

/** What a receiver has that drops repeats. */
export const usageTotalsOf = (signals: readonly Signal[]): Readonly<Record<string, number>> => {
  const seen = new Map<string, readonly [key: string, quantity: number]>()
  for (const signal of usagesIn(signals)) {
    for (const [index, { subject, quantity }] of signal.deltas.entries()) {
      seen.set(usageDeltaId(signal, index), [`${signal.meter} ${subject}`, quantity])
    }
  }
  const totals = new Map<string, number>()
  for (const [key, quantity] of seen.values()) totals.set(key, (totals.get(key) ?? 0) + quantity)
  return Object.fromEntries(totals)
}
