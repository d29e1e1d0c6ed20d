import type { FaultySink } from '@holdfast/shared/testing'
import { type NodeRun, runNode } from '../harness/runNode.ts'

interface ChildOptions {
  /** Where the child's monitor ships to. Default: the child runs without Holdfast. */
  readonly sink?: FaultySink
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

/** Runs one of the scripts in `children/`. */
export const runChild = (script: string, options: ChildOptions = {}): Promise<NodeRun> => {
  const { sink, flags = [], env = {} } = options
  return runNode({
    script: new URL(`children/${script}`, import.meta.url),
    flags,
    env: { ...env, SINK_URL: sink?.url, SINK_DSN: sink?.dsn },
  })
}

/** What a user sees of the end of a process: neither numbers of processes nor times. */
export const visibleEnd = ({ code, signal, stdout, stderr }: NodeRun): object => ({
  code,
  signal,
  stdout,
  stderr: stderr.replaceAll(/\(node:\d+\)/g, '(node)'),
})
