import type { FaultySink } from '@holdfast/shared/testing'
import { onTestFinished } from 'vitest'
import { errorsOf } from '../../harness/readTaken.ts'
import { type NodeRun, runNode } from '../../harness/runNode.ts'
import { startSink } from '../../harness/startSink.ts'
import { createTemporaryFolder } from '../../harness/temporaryFolder.ts'

type Environment = Readonly<Record<string, string | undefined>>

/** Lives of one service, over one folder of signals; it goes with the test. */
export interface Lives {
  readonly sink: FaultySink
  /** Runs a script to its end, with a monitor or, if `bare`, without. */
  run(script: string, env?: Environment): Promise<NodeRun>
  bare(script: string, env?: Environment): Promise<NodeRun>
}

export const openLives = async (): Promise<Lives> => {
  const sink = await startSink()
  const store = createTemporaryFolder()
  onTestFinished(store.remove)
  const start = (script: string, env: Environment): Promise<NodeRun> =>
    runNode({ script: new URL(`children/${script}`, import.meta.url), env })
  return {
    sink,
    run: (script, env) =>
      start(script, { HOLDFAST_STORE_DIR: store.path, SINK_URL: sink.url, ...env }),
    bare: (script, env = {}) => start(script, env),
  }
}

/** What a process said of captures that had returned. */
export const idsIn = ({ stdout }: NodeRun): readonly string[] => stdout.split('\n').filter(isId)

/** All else that it said. */
export const wordsIn = ({ stdout }: NodeRun): readonly string[] =>
  stdout.split('\n').filter((line) => line !== '' && !isId(line))

const isId = (line: string): boolean => /^[\da-f]{32}$/.test(line)

/** The ids of errors that nobody took. */
export const missingAt = (sink: FaultySink, ids: readonly string[]): readonly string[] => {
  const taken = new Set(errorsOf(sink).map(({ id }) => id))
  return ids.filter((id) => !taken.has(id))
}
