import { setTimeout as wait } from 'node:timers/promises'
import { createMonitor, readOptions, type Sink, type Stats } from '@holdfast/shared'
import { http } from '@holdfast/shared/sinks/http'
import { sentry } from '@holdfast/shared/sinks/sentry'
import { createNodeRuntime } from '../runtime/nodeRuntime.ts'
import { sdk } from '../sdk.ts'
import { createSpool } from '../spool/createSpool.ts'
import type { StoreSettings } from '../spool/storeOptions.ts'
import { createReplayStore } from './replayStore.ts'
import { UsageError } from './usage.ts'

export interface ReplayOrder {
  readonly service: string
  readonly target:
    | { readonly dsn: string }
    | { readonly url: string; readonly headers: Readonly<Record<string, string>> }
  /** The name that the signals are owed to. Default: that of the target. */
  readonly owedTo: string | undefined
  readonly settings: StoreSettings
  /** In milliseconds. */
  readonly timeout: number
}

export interface ReplayResult {
  readonly found: number
  readonly delivered: number
  readonly said: readonly string[]
}

/** Sends what no running process owns, as a monitor of that service would. */
export const replay = async (order: ReplayOrder): Promise<ReplayResult> => {
  const sink: Sink = 'dsn' in order.target ? sentry(order.target) : http(order.target)
  const said: string[] = []
  const { settings, problems } = readOptions({
    service: order.service,
    sinks: [sink],
    debug: ({ text }: { readonly text: string }) => said.push(text),
  })
  if (problems.length > 0) throw new UsageError(problems.map(toText).join('\n'))

  const runtime = createNodeRuntime()
  let looking = true
  const spool = createSpool({ ...runtime, ...order, pause: undefined })
  const store = createReplayStore(spool, {
    owedTo: order.owedTo ?? sink.name,
    sink: sink.name,
    onEnd: () => {
      looking = false
    },
  })
  const monitor = createMonitor(settings, {
    runtime: { ...runtime, store },
    sdk,
    platform: { name: 'node', version: process.version },
    instruments: [],
    print: () => undefined,
  })
  const end = performance.now() + order.timeout
  while ((looking || totals(monitor.stats()).pending > 0) && performance.now() < end) {
    await monitor.flush(Math.min(1_000, end - performance.now()))
    await wait(20)
  }
  const { recovered, delivered } = totals(monitor.stats())
  await monitor.close(0)
  return { found: recovered, delivered, said }
}

const toText = ({ option, expected }: { option: string; expected: string }): string =>
  `${option.replace(/^sinks\[0\]\./, '--')}: expected ${expected}`

const totals = ({ sinks }: Stats): { recovered: number; delivered: number; pending: number } => {
  const sum = { recovered: 0, delivered: 0, pending: 0 }
  for (const tally of Object.values(sinks).flatMap((kinds) => Object.values(kinds))) {
    sum.recovered += tally.recovered
    sum.delivered += tally.delivered
    sum.pending += tally.pending
  }
  return sum
}
