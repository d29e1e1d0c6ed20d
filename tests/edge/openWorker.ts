import type { Stats } from '@holdfast/shared'
import type { FaultySink } from '@holdfast/shared/testing'
import { expect, onTestFinished } from 'vitest'
import type { Subjects } from '../harness/bundle.ts'
import { talliesOf } from '../harness/expectLaw.ts'
import { startSink } from '../harness/startSink.ts'
import { startWorkerd, type Workerd } from '../harness/startWorkerd.ts'

export interface OpenWorker extends Workerd {
  readonly sink: FaultySink
  get(path: string): Promise<Response>
  stats(): Promise<Stats>
  /** Resolves when the isolate holds nothing any more. */
  settled(): Promise<Stats>
}

const script = (name: string): URL => new URL(`workers/${name}`, import.meta.url)

/** A worker in a workerd of its own, which goes with the test. */
export const runWorker = async (
  name: string,
  options: {
    readonly bindings?: Readonly<Record<string, string>>
    readonly subjects?: Subjects
  } = {},
): Promise<Workerd> => {
  const workerd = await startWorkerd({ entry: script(name), ...options })
  onTestFinished(() => workerd.stop())
  return workerd
}

interface OpenOptions {
  /** One of those in `workers/` that tell their ledger at `/stats`. Default: `monitored.ts`. */
  readonly name?: string
  /** Beside those of the sink. */
  readonly bindings?: Readonly<Record<string, string>>
}

/** A monitored worker, and the sink that it ships to. */
export const openWorker = async ({
  name = 'monitored.ts',
  bindings = {},
}: OpenOptions = {}): Promise<OpenWorker> => {
  const sink = await startSink()
  const workerd = await runWorker(name, {
    bindings: { ...bindings, SINK_URL: sink.url, SINK_DSN: sink.dsn },
  })
  const get = (path: string): Promise<Response> => fetch(`${workerd.url}${path}`)
  const stats = async (): Promise<Stats> => (await (await get('/stats')).json()) as Stats
  const settled = async (): Promise<Stats> => {
    await expect.poll(async () => heldBy(await stats()), { timeout: 28_000 }).toBe(0)
    return stats()
  }
  return { ...workerd, sink, get, stats, settled }
}

const heldBy = (stats: Stats): number =>
  [...talliesOf(stats).values()].reduce((sum, { pending }) => sum + pending, 0)
