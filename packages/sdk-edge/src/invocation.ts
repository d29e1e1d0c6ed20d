import type { Monitor, Settings } from '@holdfast/shared'
import { createHandlerErrors, type HandlerErrors } from './instruments/handlerErrors.ts'
import { inTime } from './inTime.ts'
import type { OpenMonitors } from './openMonitors.ts'
import { startMonitor } from './startMonitor.ts'

/** One call of a handler, and all that still happens on its behalf. */
export interface Invocation {
  readonly monitor: Monitor
  /** Captures what the handler threw, or what its background work was rejected with. */
  onThrown(error: unknown): void
  /** The handler has answered: delivers what was captured, once the background work is done too. */
  end(backgroundWork: Promise<void>): void
}

interface InvocationParts {
  readonly settings: Settings
  readonly open: OpenMonitors
  /** Keeps the isolate alive until the promise is settled. */
  readonly keepAlive: (work: Promise<void>) => void
}

/**
 * Platforms cut off what takes too long, unseen: a monitor is closed in time. What is captured after
 * that, from the stream of a response for one, opens another.
 */
export const startInvocation = ({ settings, open, keepAlive }: InvocationParts): Invocation => {
  let current: { readonly monitor: Monitor; readonly errors: HandlerErrors } | undefined
  let ended = false
  // What was said once holds for the monitors that are opened later, too.
  let { consent } = settings

  const live = (): NonNullable<typeof current> => {
    if (current) return current
    const errors = createHandlerErrors()
    current = { errors, monitor: startMonitor({ ...settings, consent }, [errors]) }
    open.add(current.monitor)
    if (ended) keepAlive(finish(current.monitor, Promise.resolve()))
    return current
  }

  const finish = async (monitor: Monitor, backgroundWork: Promise<void>): Promise<void> => {
    const timeout = settings.shutdownTimeout
    const start = performance.now()
    await Promise.all([monitor.flush(timeout), inTime(backgroundWork, timeout)])
    ended = true
    current = undefined
    await monitor.close(Math.max(0, timeout - (performance.now() - start)))
    open.remove(monitor)
  }

  // Now, and not when it is first used: policies note by it what an error has passed through.
  live()
  return {
    monitor: {
      captureError: (error, options) => live().monitor.captureError(error, options),
      captureMessage: (message, options) => live().monitor.captureMessage(message, options),
      addBreadcrumb: (breadcrumb) => live().monitor.addBreadcrumb(breadcrumb),
      withScope: (fn) => live().monitor.withScope(fn),
      setConsent: (given) => {
        consent = given
        live().monitor.setConsent(given)
      },
      forget: (userId) => live().monitor.forget(userId),
      stats: () => live().monitor.stats(),
      flush: (timeout) => live().monitor.flush(timeout),
      close: (timeout) => live().monitor.close(timeout),
    },
    onThrown: (error) => live().errors.onThrown(error),
    end: (backgroundWork) => keepAlive(finish(live().monitor, backgroundWork)),
  }
}
