import { attempt, type ServerMonitor } from '@holdfast/shared'

/** What a platform hands to a handler, as far as we need it. */
export interface InvocationContext {
  /** Keeps the isolate alive until the promise is settled, without delaying the response. */
  waitUntil(promise: Promise<unknown>): void
}

/** The platform's own context, with the monitor of the invocation. */
export type MonitoredContext<Context> = Context & { readonly monitor: ServerMonitor }

/** The background work that an app has registered with its platform. */
export interface BackgroundWork {
  add(promise: Promise<unknown>): void
  /** Resolves when all of it has ended, well or badly. */
  done(): Promise<void>
}

export const createBackgroundWork = (onRejected: (reason: unknown) => void): BackgroundWork => {
  const work = new Set<Promise<unknown>>()
  return {
    add: (promise) => {
      const watched = Promise.resolve(promise)
        .catch(onRejected)
        .finally(() => work.delete(watched))
      work.add(watched)
    },
    done: async () => {
      while (work.size > 0) await Promise.all(work)
    },
  }
}

/** As `waitUntil`, and nothing where a caller, such as a test, gave no context that has it. */
export const keepAlive = (context: InvocationContext | undefined, work: Promise<unknown>): void =>
  attempt(() => context?.waitUntil(work), undefined)

/** The platform's context as its app sees it. The platform's functions insist on their own `this`. */
export const toMonitoredContext = <Context extends InvocationContext>(
  context: Context,
  monitor: ServerMonitor,
  waitUntil: InvocationContext['waitUntil'],
): MonitoredContext<Context> => {
  const source = Object(context) as Context
  const ours = new Map<unknown, unknown>([
    ['monitor', monitor],
    ['waitUntil', waitUntil],
  ])
  const read = (name: string | symbol): unknown => {
    const member: unknown = Reflect.get(source, name, source)
    return typeof member === 'function' ? member.bind(source) : member
  }
  return new Proxy({} as MonitoredContext<Context>, {
    get: (_, name) => (ours.has(name) ? ours.get(name) : read(name)),
    has: (_, name) => ours.has(name) || Reflect.has(source, name),
    set: (_, name, value) => Reflect.set(source, name, value, source),
  })
}
