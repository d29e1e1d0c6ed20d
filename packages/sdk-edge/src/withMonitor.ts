import { createOpenLedgers, type MonitorOptions, type Settings, type Stats } from '@holdfast/shared'
import { startInvocation } from './invocation.ts'
import {
  createBackgroundWork,
  type InvocationContext,
  keepAlive,
  type MonitoredContext,
  toMonitoredContext,
} from './invocationContext.ts'
import { readBindings, requireSettings } from './settings.ts'

export type { InvocationContext, MonitoredContext } from './invocationContext.ts'

type Answer = Response | Promise<Response>
type Done = void | Promise<void>

/** The functions of a module worker. The monitor of the invocation is `context.monitor`. */
export interface WorkerHandler<Env, Context extends InvocationContext = InvocationContext> {
  fetch?(request: Request, env: Env, context: MonitoredContext<Context>): Answer
  scheduled?(event: unknown, env: Env, context: MonitoredContext<Context>): Done
  queue?(batch: unknown, env: Env, context: MonitoredContext<Context>): Done
}

/** A module worker, to be exported as `default`. */
export interface MonitoredWorker<Env, Context extends InvocationContext = InvocationContext> {
  fetch?(request: Request, env: Env, context: Context): Promise<Response>
  scheduled?(event: unknown, env: Env, context: Context): Promise<void>
  queue?(batch: unknown, env: Env, context: Context): Promise<void>
  /**
   * The ledger of this isolate, over all its invocations. To return it from a handler, tell the type:
   * `const worker: MonitoredWorker<Env> = withMonitor(…)`.
   */
  stats(): Stats
}

type Entry<Env, Context> = (event: never, env: Env, context: MonitoredContext<Context>) => unknown

/**
 * Wraps a module worker. What a handler throws is captured and thrown on; signals are delivered in
 * `waitUntil`, after the response, until they have arrived or 25 seconds have passed
 * (`shutdownTimeout`). Each invocation has a monitor of its own, so nothing is shared between
 * requests; what could not be delivered in time is booked as lost: `closed`. What is captured later,
 * from the stream of a response for one, is delivered in the same way.
 *
 * @param options - or a function that makes them from the worker's bindings. By the time that those
 * are there the worker serves requests: wrong ones are then told in the console, once, and the worker
 * goes on without its monitoring.
 * @throws {HoldfastConfigError} where options are given, naming every one that is wrong.
 * @example
 * export default withMonitor(
 *   (env: { DSN: string }) => ({ service: 'resize', sinks: [sentry({ dsn: env.DSN })] }),
 *   {
 *     async fetch(request, env, context) {
 *       context.monitor.captureMessage('resized')
 *       return new Response('done')
 *     },
 *   },
 * )
 */
export const withMonitor = <Env, Context extends InvocationContext = InvocationContext>(
  options: MonitorOptions | ((env: Env) => MonitorOptions),
  handler: WorkerHandler<Env, Context>,
): MonitoredWorker<Env, Context> => {
  const toSettings = createSettingsReader(options)
  const open = createOpenLedgers()

  const wrap =
    (entry: Entry<Env, Context>) =>
    async (event: never, env: Env, platformContext: Context): Promise<unknown> => {
      const invocation = startInvocation({
        settings: toSettings(env),
        open,
        keepAlive: (work) => keepAlive(platformContext, work),
      })
      const work = createBackgroundWork(invocation.onThrown)
      const context = toMonitoredContext(platformContext, invocation.monitor, (promise) => {
        work.add(promise)
        keepAlive(platformContext, promise)
      })
      try {
        return await entry.call(handler, event, env, context)
      } catch (error) {
        invocation.onThrown(error)
        throw error
      } finally {
        invocation.end(work.done())
      }
    }

  return { ...mapFunctions(handler, wrap), stats: open.stats }
}

/** Reads options once: at once where they are given, and once for each set of bindings otherwise. */
const createSettingsReader = <Env>(
  options: MonitorOptions | ((env: Env) => MonitorOptions),
): ((env: Env) => Settings) => {
  if (typeof options !== 'function') {
    const settings = requireSettings(options)
    return () => settings
  }
  let known: { readonly env: Env; readonly settings: Settings } | undefined
  return (env) => {
    if (known?.env !== env) known = { env, settings: readBindings(() => options(env)) }
    return known.settings
  }
}

/** Of all platforms; a handler that is of a class has them on its prototype. */
const handlerNames = ['fetch', 'scheduled', 'queue', 'email', 'tail', 'trace', 'test']

/** Platforms tell by a worker's members what it handles: the same must be there, and no others. */
const mapFunctions = <Handler extends object, Fn>(
  handler: Handler,
  convert: (fn: Fn) => unknown,
): object => {
  const members = new Map(Object.entries(handler))
  for (const name of handlerNames) {
    if (name in handler) members.set(name, Reflect.get(handler, name))
  }
  return Object.fromEntries(
    [...members].map(([name, member]) => [
      name,
      typeof member === 'function' ? convert(member as Fn) : member,
    ]),
  )
}
