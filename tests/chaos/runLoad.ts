import { setTimeout as wait } from 'node:timers/promises'
import { type FaultySink, startFaultySink } from '@holdfast/shared/testing'
import { runNode } from '../harness/runNode.ts'
import type { Run } from './run.ts'
import type { Turn } from './scenario.ts'

interface Load {
  /** In `children/`: what is done to the host before the SDK is loaded. */
  readonly preload: string
  readonly env: Readonly<Record<string, string>>
  /** The name under which the child knows the sink. Default: its address. */
  readonly host?: string
  /** By the clock of this process, from the start of the child. */
  readonly turns?: readonly Turn[]
}

/** As `runScenario`, from a process of its own. */
export const runLoad = async (load: Load): Promise<Run> => {
  const sink = await startFaultySink()
  try {
    const [{ code, stdout, stderr }] = await Promise.all([
      runChild(load, sink),
      takeTurns(load, sink),
    ])
    if (code !== 0 || stderr !== '') throw new Error(`The child ended with ${code}: ${stderr}`)
    return { ...JSON.parse(stdout), requests: [...sink.requests] }
  } finally {
    await sink.stop()
  }
}

const runChild = ({ preload, env, host = '127.0.0.1' }: Load, { url, dsn }: FaultySink) =>
  runNode({
    script: new URL('children/load.mjs', import.meta.url),
    flags: ['--import', new URL(`children/${preload}`, import.meta.url).href],
    env: {
      ...env,
      SINK_URL: url.replace('127.0.0.1', host),
      SINK_DSN: dsn.replace('127.0.0.1', host),
    },
    longest: 80_000,
  })

const takeTurns = async ({ turns = [] }: Load, sink: FaultySink): Promise<void> => {
  const started = performance.now()
  for (const { at, act } of turns) {
    await wait(Math.max(0, started + at - performance.now()))
    await act(sink)
  }
}
