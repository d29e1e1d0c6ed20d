import type { FaultySink } from '@holdfast/shared/testing'
import { onTestFinished } from 'vitest'
import { type NodeRun, runNode } from '../harness/runNode.ts'
import { startSink } from '../harness/startSink.ts'
import { createTemporaryFolder } from '../harness/temporaryFolder.ts'

interface Way {
  /** Whether the sink can be reached. Default: `true`. */
  readonly isUp?: boolean
  readonly env?: Readonly<Record<string, string>>
  readonly directory?: string
}

export interface Place {
  readonly sink: FaultySink
  readonly directory: string
  run(script: string, way?: Way): Promise<NodeRun>
  /** What a child of this place is told. */
  envOf(way?: Way): Readonly<Record<string, string>>
}

/** Nobody listens there. */
const nowhere = 'http://127.0.0.1:9/'

/** A folder for signals, and a sink for them; both go with the test. */
export const openPlace = async (): Promise<Place> => {
  const sink = await startSink()
  const folder = createTemporaryFolder()
  onTestFinished(folder.remove)
  const envOf: Place['envOf'] = ({ isUp = true, env = {}, directory = folder.path } = {}) => ({
    ...env,
    SINK_URL: isUp ? sink.url : nowhere,
    HOLDFAST_STORE_DIR: directory,
  })
  return {
    sink,
    directory: folder.path,
    envOf,
    run: (script, way) => runNode({ script: scriptOf(script), env: envOf(way), longest: 60_000 }),
  }
}

export const scriptOf = (name: string): URL => new URL(`children/${name}`, import.meta.url)

/** The ids that a child wrote, one a line; the last may have been cut off. */
export const idsIn = ({ stdout }: Pick<NodeRun, 'stdout'>): readonly string[] =>
  stdout.split('\n').filter((line) => /^[0-9a-f]{32}$/.test(line))

/** What a child reports of itself with its last line. */
export const reportOf = ({ stdout }: NodeRun): Readonly<Record<string, unknown>> =>
  JSON.parse(stdout.trim().split('\n').at(-1) ?? '{}')
