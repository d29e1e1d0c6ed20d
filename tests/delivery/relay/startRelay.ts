import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { RelayOptions, RelayStats } from '@holdfast/node/relay'
import type { FaultySink } from '@holdfast/shared/testing'
import { onTestFinished } from 'vitest'
import { createTemporaryFolder } from '../../harness/temporaryFolder.ts'

/** What a relay says of itself. */
interface RelayReport {
  readonly rss: number
  readonly heap: number
  /** All that went wrong in its process. */
  readonly faults: readonly string[]
  readonly stats: RelayStats
}

interface StartedRelay {
  readonly port: number
  /** `measure` collects garbage before, `flush` delivers. */
  ask(what: 'measure' | 'flush' | 'tell'): Promise<RelayReport>
}

const script = fileURLToPath(new URL('children/server.mjs', import.meta.url))

/** A relay in a process of its own, which goes with the test. */
export const startRelay = async (
  sink: FaultySink,
  options: Partial<RelayOptions> = {},
): Promise<StartedRelay> => {
  const folder = createTemporaryFolder()
  const words = JSON.stringify({ sinkUrl: sink.url, dsn: sink.dsn, options })
  const child = fork(script, [words], {
    // The engine gives its young objects more room the more are made, and keeps it: that is held fast, so
    // that what is measured is what we hold.
    execArgv: ['--expose-gc', '--max-semi-space-size=4'],
    env: { ...process.env, HOLDFAST_STORE_DIR: folder.path },
  })
  onTestFinished(async () => {
    const closed = once(child, 'close')
    child.kill('SIGKILL')
    await closed
    folder.remove()
  })
  const [{ port }] = await once(child, 'message')
  return {
    port,
    ask: async (what) => {
      child.send(what)
      const [report] = await once(child, 'message')
      return report
    },
  }
}
