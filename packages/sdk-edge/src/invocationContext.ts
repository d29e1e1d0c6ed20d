import type { Monitor } from '@holdfast/shared'

/** What a platform hands to a handler, as far as we need it. */
export interface InvocationContext {
  /** Keeps the isolate alive until the promise is settled, without delaying the response. */
  waitUntil(promise: Promise<unknown>): void
}

/** The platform's own context, with the monitor of the invocation. */
export type MonitoredContext<Context> = Context & { readonly monitor: Monitor }

export interface WatchedContext<Context> {
  /** To be handed to the app in the place of the platform's. */
  readonly context: MonitoredContext<Context>
  /** Resolves when all background work that the app has registered has ended, well or badly. */
  idle(): Promise<void>
}

/**
 * Watches the background work that an app registers, so that its failures are captured and the
 * monitor stays open until it has ended.
 */
export const watchContext = <Context extends InvocationContext>(
  context: Context,
  monitor: Monitor,
  onRejected: (reason: unknown) => void,
): WatchedContext<Context> => {
  const work = new Set<Promise<unknown>>()

  const watch = (promise: Promise<unknown>): void => {
    const watched = Promise.resolve(promise)
      .catch(onRejected)
      .finally(() => work.delete(watched))
    work.add(watched)
    context.waitUntil(promise)
  }

  return {
    context: new Proxy(context, {
      get: (target, name) => {
        if (name === 'waitUntil') return watch
        if (name === 'monitor') return monitor
        // The platform's functions insist on their own `this`, which no copy could give them.
        const member: unknown = Reflect.get(target, name, target)
        return typeof member === 'function' ? member.bind(target) : member
      },
    }) as MonitoredContext<Context>,
    idle: async () => {
      while (work.size > 0) await Promise.all(work)
    },
  }
}
