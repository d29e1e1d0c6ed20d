import type { Monitor, MonitorOptions, Stats } from '@holdfast/shared'
import { createHandlerErrors } from './instruments/handlerErrors.ts'
import { type InvocationContext, watchContext } from './invocationContext.ts'
import { createOpenMonitors } from './openMonitors.ts'
import { requireValid } from './requireValid.ts'
import { startMonitor } from './startMonitor.ts'

export type { InvocationContext } from './invocationContext.ts'

type Answer = Response | Promise<Response>
type Done = void | Promise<void>

/** The functions of a module worker, each with the monitor of its invocation as a last argument. */
export interface WorkerHandler<Env, Context extends InvocationContext = InvocationContext> {
  fetch?(request: Request, env: Env, context: Context, monitor: Monitor): Answer
  scheduled?(event: unknown, env: Env, context: Context, monitor: Monitor): Done
  queue?(batch: unknown, env: Env, context: Context, monitor: Monitor): Done
}

/** A module worker, to be exported as `default`. */
export interface MonitoredWorker<Env, Context extends InvocationContext = InvocationContext> {
  fetch?(request: Request, env: Env, context: Context): Promise<Response>
  scheduled?(event: unknown, env: Env, context: Context): Promise<void>
  queue?(batch: unknown, env: Env, context: Context): Promise<void>
  /** The ledger of this isolate, over all its invocations. */
  stats(): Stats
}

type Entry<Env, Context> = (
  event: never,
  env: Env,
  context: Context,
  monitor: Monitor,
) => unknown

/** Platforms cut background work off 30 seconds after the response. */
const flushTimeout = '25s'

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
 *     async fetch(request, env, context, monitor) {
 *       monitor.captureMessage('resized')
 *       return new Response('done')
 *     },
 *   },
 * )
 */
export const withMonitor = <Env, Context extends InvocationContext = InvocationContext>(
  options: MonitorOptions | ((env: Env) => MonitorOptions),
  handler: WorkerHandler<Env, Context>,
): MonitoredWorker<Env, Context> => {
  const toOptions = once(options)
  const open = createOpenMonitors()

  const invoke = async (
    entry: Entry<Env, Context>,
    [event, env, platformContext]: readonly [event: unknown, env: Env, context: Context],
  ): Promise<unknown> => {
    const settings = toOptions(env)
    const errors = createHandlerErrors()
    const monitor = startMonitor(settings, [errors])
    const { context, idle } = watchContext(platformContext, errors.onThrown)
    open.add(monitor)
    try {
      return await entry.call(handler, event as never, env, context, monitor)
    } catch (error) {
      errors.onThrown(error)
      throw error
    } finally {
      platformContext.waitUntil(finish(monitor, idle, settings))
    }
  }

  const finish = async (
    monitor: Monitor,
    idle: () => Promise<void>,
    { shutdownTimeout = flushTimeout }: MonitorOptions,
  ): Promise<void> => {
    await Promise.all([monitor.flush(shutdownTimeout), idle()])
    await monitor.close(shutdownTimeout)
    open.remove(monitor)
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
): ((env: Env) => MonitorOptions) => {
  if (typeof options !== 'function') {
    const valid = requireValid(options)
    return () => valid
  }
  let known: { readonly env: Env; readonly options: MonitorOptions } | undefined
  return (env) => {
    if (known?.env !== env) known = { env, options: requireValid(options(env)) }
    return known.options
  }
}

/** Platforms tell by a worker's members what it handles: those that it has not must not be there. */
const pick = <Members extends object>(members: Members): Partial<Members> =>
  Object.fromEntries(
    Object.entries(members).filter(([, member]) => member !== undefined),
  ) as Partial<Members>
