import type { MonitorOptions, Settings, Stats } from '@holdfast/shared'
import { endInvocation } from './endInvocation.ts'
import { createHandlerErrors } from './instruments/handlerErrors.ts'
import { type InvocationContext, type MonitoredContext, watchContext } from './invocationContext.ts'
import { createOpenMonitors } from './openMonitors.ts'
import { requireSettings } from './requireSettings.ts'
import { startMonitor } from './startMonitor.ts'

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
  /** The ledger of this isolate, over all its invocations. */
  stats(): Stats
}

type Entry<Env, Context> = (event: never, env: Env, context: MonitoredContext<Context>) => unknown

/**
 * Wraps a module worker. What a handler throws is captured and thrown on; signals are delivered in
 * `waitUntil`, after the response, until they have arrived or 25 seconds have passed
 * (`shutdownTimeout`). Each invocation has a monitor of its own, so nothing is shared between
 * requests; what could not be delivered in time is booked as lost: `closed`.
 *
 * @param options - or a function that makes them from the worker's bindings.
 * @throws {HoldfastConfigError} naming every option that is wrong.
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
  const toSettings = once(options)
  const open = createOpenMonitors()

  const invoke = async (
    entry: Entry<Env, Context>,
    [event, env, platformContext]: readonly [event: unknown, env: Env, context: Context],
  ): Promise<unknown> => {
    const errors = createHandlerErrors()
    const settings = toSettings(env)
    const monitor = startMonitor(settings, [errors])
    const { context, idle } = watchContext(platformContext, monitor, errors.onThrown)
    open.add(monitor)
    try {
      return await entry.call(handler, event as never, env, context)
    } catch (error) {
      errors.onThrown(error)
      throw error
    } finally {
      const end = endInvocation(monitor, idle(), settings.shutdownTimeout)
      platformContext.waitUntil(end.finally(() => open.remove(monitor)))
    }
  }

  const wrap = (entry: Entry<Env, Context> | undefined) =>
    entry && ((event: unknown, env: Env, context: Context) => invoke(entry, [event, env, context]))

  return {
    ...pick({
      fetch: wrap(handler.fetch),
      scheduled: wrap(handler.scheduled),
      queue: wrap(handler.queue),
    }),
    stats: open.stats,
  } as MonitoredWorker<Env, Context>
}

/** Checks options once: at once where they are given, and once an isolate where bindings make them. */
const once = <Env>(
  options: MonitorOptions | ((env: Env) => MonitorOptions),
): ((env: Env) => Settings) => {
  if (typeof options !== 'function') {
    const settings = requireSettings(options)
    return () => settings
  }
  let known: { readonly env: Env; readonly settings: Settings } | undefined
  return (env) => {
    if (known?.env !== env) known = { env, settings: requireSettings(options(env)) }
    return known.settings
  }
}

/** Platforms tell by a worker's members what it handles: those that it has not must not be there. */
const pick = <Members extends object>(members: Members): Partial<Members> =>
  Object.fromEntries(
    Object.entries(members).filter(([, member]) => member !== undefined),
  ) as Partial<Members>
