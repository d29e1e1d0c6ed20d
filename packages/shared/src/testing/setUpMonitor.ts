import { createParking } from '../deliver/createParking.ts'
import type { Signal } from '../model/signal.ts'
import { createMonitor } from '../monitor/createMonitor.ts'
import type { Monitor } from '../monitor/monitor.ts'
import type { MonitorOptions } from '../monitor/monitorOptions.ts'
import { readOptions } from '../monitor/readOptions.ts'
import type { Instrument } from '../ports/instrument.ts'
import { memorySink } from '../sinks/memory.ts'
import { createFakeRuntime, type FakeRuntime } from './fakeRuntime/createFakeRuntime.ts'

/** A monitor, and what can be seen of it. */
export interface MonitorBench {
  readonly runtime: FakeRuntime
  readonly monitor: Monitor
  /** What arrived in memory, once all that is held has. */
  readonly signals: () => Promise<readonly Signal[]>
  /** What the debug channel said. */
  readonly said: readonly string[]
}

/** A monitor on a fake runtime, with a memory sink unless the options name others. */
export const setUpMonitor = (
  options: Partial<MonitorOptions> = {},
  instruments: readonly Instrument[] = [],
  runtime: FakeRuntime = createFakeRuntime({ seed: 1, canFinish: true }),
): MonitorBench => {
  const memory = memorySink()
  const said: string[] = []
  const { settings } = readOptions({
    service: 'shop',
    release: '1.4.2',
    environment: 'test',
    tags: { region: 'eu' },
    sinks: [memory],
    debug: ({ text }: { readonly text: string }) => said.push(text),
    ...options,
  })
  const monitor = createMonitor(settings, {
    runtime,
    sdk: { name: 'holdfast.test', version: '1.0.0' },
    platform: { name: 'test' },
    instruments,
    park: createParking(runtime.store),
    print: () => undefined,
  })
  const signals = async () => {
    const flushed = monitor.flush()
    await runtime.advance(0)
    await flushed
    return memory.signals
  }
  return { runtime, monitor, said, signals }
}
