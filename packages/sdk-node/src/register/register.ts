import { getEnvironmentData, isMainThread, setEnvironmentData } from 'node:worker_threads'
import { attempt, property } from '@holdfast/shared'
import { init } from '../init.ts'
import type { NodeMonitor } from '../nodeMonitor.ts'
import type { NodeOptions } from '../nodeOptions.ts'
import { describeEnvironment } from './describeEnvironment.ts'
import { oncePerThread } from './oncePerThread.ts'
import { type Environment, readEnvironment } from './readEnvironment.ts'
import { serviceName } from './serviceName.ts'

/** Under which name workers find what the main thread has found out and said. */
const key = 'holdfast.register'

/**
 * The monitor that the environment asks for, or one that does nothing: what is wrong is said on standard
 * error, and never stops the process, whose work is another.
 */
export const register = (environment: Environment): NodeMonitor =>
  oncePerThread(() => {
    const inherited = isMainThread ? undefined : getEnvironmentData(key)
    // A worker's script may be a package's; it belongs to the service of its process all the same.
    const packageName = textIn(inherited, 'packageName') ?? serviceName(process.argv[1])
    const reading = readEnvironment(environment, packageName)
    const said = describeEnvironment(reading)
    if (isMainThread) setEnvironmentData(key, { packageName, said })
    const isNews = isMainThread || (reading.state !== 'unset' && said !== textIn(inherited, 'said'))
    if (said && isNews) console.error(said)
    return (reading.state === 'right' && start(reading.options)) || idle()
  })

const textIn = (value: unknown, name: string): string | undefined => {
  const text = property(value, name)
  return typeof text === 'string' ? text : undefined
}

/** A host in which no monitor can start is no reason for its app not to. What was thrown may hold a value. */
const start = (options: NodeOptions): NodeMonitor | undefined => {
  const monitor = attempt(() => init(options), undefined)
  if (!monitor) console.error('[holdfast] Not monitoring: it could not start in this process.')
  return monitor
}

/** Takes every call, runs what it is given to run, and keeps nothing. */
const idle = (): NodeMonitor =>
  init({
    service: 'idle',
    sinks: [],
    consent: 'denied',
    globalErrors: false,
    store: false,
    incoming: false,
    terminationSignals: false,
    warnings: false,
    childEnds: false,
    outgoing: false,
  })
