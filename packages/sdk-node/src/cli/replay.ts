import { setTimeout as wait } from 'node:timers/promises'
import { createMonitor, readOptions, type Sink, type Stats } from '@holdfast/shared'
import { http } from '@holdfast/shared/sinks/http'
import { createNodeRuntime } from '../runtime/nodeRuntime.ts'
import { sdk } from '../sdk.ts'
import { sentry } from '../sinks/sentry.ts'
import { createSpool } from '../spool/createSpool.ts'
import { createOwners, withoutDoubt } from '../spool/owner.ts'
import type { StoreSettings } from '../spool/storeOptions.ts'
import { createWitness } from './createWitness.ts'
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
  /** Also what owners elsewhere have, whom nobody can ask. */
  readonly force: boolean
  /** In milliseconds. */
  readonly timeout: number
}

export interface ReplayResult {
  readonly found: number
  readonly delivered: number
  /** What the sink would not have, by the reason: it stays where it lies. */
  readonly refused: ReadonlyMap<string, number>
  readonly unreadable: number
  readonly said: readonly string[]
}

/** Whoever replays wants all of it, however old and much it is. */
const noLimits = { maxAge: Number.MAX_SAFE_INTEGER, maxBytes: Number.MAX_SAFE_INTEGER }

/** Sends what no running process owns, as a monitor of that service would. */
export const replay = async (order: ReplayOrder): Promise<ReplayResult> => {
  const runtime = createNodeRuntime()
  const target: Sink = 'dsn' in order.target ? sentry(order.target) : http(order.target)
  const { sink, transport, hasSeen } = createWitness(target, runtime.transport)
  const said: string[] = []
  const { settings, problems } = readOptions({
    service: order.service,
    sinks: [sink],
    debug: ({ text }: { readonly text: string }) => said.push(text),
  })
  if (problems.length > 0) throw new UsageError(problems.map(toText).join('\n'))

  let looking = true
  const limitless = { ...order.settings, ...noLimits }
  const owners = order.force ? withoutDoubt(createOwners()) : createOwners()
  const spool = createSpool({ ...runtime, ...order, settings: limitless, owners, pause: undefined })
  const store = createReplayStore(spool, {
    owedTo: order.owedTo ?? sink.name,
    sink: sink.name,
    isDelivered: hasSeen,
    onEnd: () => {
      looking = false
    },
  })
  const monitor = createMonitor(settings, {
    runtime: { ...runtime, transport, store },
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
  const stats = monitor.stats()
  await monitor.close(0)
  const { recovered: found, delivered } = totals(stats)
  return { found, delivered, refused: refusedIn(stats), unreadable: stats.store.unreadable, said }
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

const refusedIn = ({ sinks }: Stats): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>()
  for (const { lost } of Object.values(sinks).flatMap((kinds) => Object.values(kinds))) {
    for (const [reason, count] of Object.entries(lost)) {
      counts.set(reason, (counts.get(reason) ?? 0) + count)
    }
  }
  return counts
}
