import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { RelayOptions, RelayStats } from '@holdfast/node/relay'
import type { FaultySink } from '@holdfast/shared/testing'
import { onTestFinished } from 'vitest'
import { createTemporaryFolder, type TemporaryFolder } from '../../harness/temporaryFolder.ts'

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
  /** Without a word. */
  kill(): Promise<void>
}

const script = fileURLToPath(new URL('children/server.mjs', import.meta.url))

/** A relay in a process of its own, which goes with the test. */
export const startRelay = async (
  sink: FaultySink,
  options: Partial<RelayOptions> = {},
  folder: TemporaryFolder = createOwnFolder(),
): Promise<StartedRelay> => {
  const words = JSON.stringify({ sinkUrl: sink.url, dsn: sink.dsn, options })
  const child = fork(script, [words], {
    // The engine gives its young objects more room the more are made, and keeps it: that is held fast, so
    // that what is measured is what we hold.
    execArgv: ['--expose-gc', '--max-semi-space-size=4'],
    env: { ...process.env, HOLDFAST_STORE_DIR: folder.path },
  })
  const closed = once(child, 'close')
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL')
    await closed
  }
  onTestFinished(kill)
  const [{ port }] = await once(child, 'message')
  return {
    port,
    kill,
    ask: async (what) => {
      child.send(what)
      const [report] = await once(child, 'message')
      return report
    },
  }
}

/** It goes with the test, once whoever writes into it has gone. */
const createOwnFolder = (): TemporaryFolder => {
  const folder = createTemporaryFolder()
  onTestFinished(() => folder.remove())
  return folder
}
