import { type Instrument, init, type Sink, type Stats, type UsageDelta } from '@holdfast/node'
import { onTestFinished } from 'vitest'
import { keyOf } from '../../harness/metering/startUsageServer.ts'

type Capture = Parameters<Instrument['start']>[0]

/** A process that meters. */
export interface MeteredProcess {
  use(meter: string, deltas: readonly UsageDelta[]): void
  flush(): Promise<unknown>
  stats(): Stats
  close(): Promise<unknown>
  /** What the SDK said of itself. */
  readonly said: readonly string[]
  /** What was used, by meter and subject. */
  readonly totals: ReadonlyMap<string, number>
}

const minute = Math.floor(Date.now() / 60_000) * 60_000

/** With a store only where a folder for one is given. */
export const startMetering = (sink: Sink, directory?: string): MeteredProcess => {
  const said: string[] = []
  const totals = new Map<string, number>()
  let capture: Capture | undefined
  const instrument: Instrument = {
    name: 'meters',
    start: (given) => {
      capture = given
      return () => undefined
    },
  }
  const monitor = init({
    service: 'checkout service',
    sinks: [sink],
    store: directory !== undefined && { directory },
    globalErrors: false,
    retry: { baseDelay: 20, maxDelay: 100 },
    debug: ({ text }) => said.push(text),
    instruments: [instrument],
  })
  onTestFinished(async () => void (await monitor.close(0)))
  return {
    use: (meter, deltas) => {
      for (const { subject, quantity } of deltas) {
        totals.set(keyOf(meter, subject), (totals.get(keyOf(meter, subject)) ?? 0) + quantity)
      }
      capture?.captureFact({ kind: 'usage', meter, minute: minute as never, deltas })
    },
    flush: () => monitor.flush('25s'),
    stats: () => monitor.stats(),
    close: () => monitor.close(0),
    said,
    totals,
  }
}

/** What is hard to carry, or to keep apart. */
export const hostileSubjects: readonly string[] = [
  'acme',
  'a/b',
  'a%2Fb',
  '%',
  '%u0000',
  '\u0000',
  '\ud800',
  '\udc00',
  '%ud800',
  '🚀'.repeat(256),
  '__proto__',
  'constructor',
  ' ',
  '<script>"\\\r\n\u2028',
  'Grüße',
]
