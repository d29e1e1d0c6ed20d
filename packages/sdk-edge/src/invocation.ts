import type { Monitor, OpenLedgers, ServerMonitor, Settings } from '@holdfast/shared'
import { createHandlerErrors, type HandlerErrors } from './instruments/handlerErrors.ts'
import { inTime } from './inTime.ts'
import { startMonitor } from './startMonitor.ts'

/** One call of a handler, and all that still happens on its behalf. */
export interface Invocation {
  readonly monitor: ServerMonitor
  /** Captures what the handler threw, or what its background work was rejected with. */
  onThrown(error: unknown): void
  /** The handler has answered: delivers what was captured, once the background work is done too. */
  end(backgroundWork: Promise<void>): void
}

interface Current {
  readonly monitor: ServerMonitor
  readonly errors: HandlerErrors
}

interface InvocationParts {
  readonly settings: Settings
  readonly open: OpenLedgers
  /** Keeps the isolate alive until the promise is settled. */
  readonly keepAlive: (work: Promise<void>) => void
}

/**
 * Platforms cut off what takes too long, unseen: a monitor is closed in time. What is captured after
 * that, from the stream of a response for one, opens another.
 */
export const startInvocation = ({ settings, open, keepAlive }: InvocationParts): Invocation => {
  let current: Current | undefined
  /** One that is closing is still to be asked. */
  const unclosed = new Set<Monitor>()
  let ended = false
  // What was said once holds for the monitors that are opened later, too.
  let { consent } = settings

  const live = (): Current => {
    if (current) return current
    const errors = createHandlerErrors()
    const added = { instruments: [errors], captureError }
    const monitor = startMonitor({ ...settings, consent }, added)
    current = { errors, monitor }
    unclosed.add(monitor)
    open.add(monitor)
    if (ended) keepAlive(finish(monitor, Promise.resolve()))
    return current
  }

  const finish = async (monitor: Monitor, backgroundWork: Promise<void>): Promise<void> => {
    const timeout = settings.shutdownTimeout
    const start = performance.now()
    await Promise.all([monitor.flush(timeout), inTime(backgroundWork, timeout)])
    ended = true
    current = undefined
    await monitor.close(Math.max(0, timeout - (performance.now() - start)))
    unclosed.delete(monitor)
    open.remove(monitor)
  }

  const captureError: Monitor['captureError'] = (error, options) =>
    live().monitor.captureError(error, options)

  // Now, and not when it is first used: policies note by it what an error has passed through.
  live()
  return {
    monitor: {
      captureError,
      captureMessage: (message, options) => live().monitor.captureMessage(message, options),
      captureFeedback: (feedback, options) => live().monitor.captureFeedback(feedback, options),
      checkIn: (job, checkIn) => live().monitor.checkIn(job, checkIn),
      usage: (...use) => live().monitor.usage(...use),
      // Of whichever is open as a line is told, not as this is read.
      log: {
        debug: (message, attributes) => live().monitor.log.debug(message, attributes),
        info: (message, attributes) => live().monitor.log.info(message, attributes),
        warn: (message, attributes) => live().monitor.log.warn(message, attributes),
        error: (message, attributes) => live().monitor.log.error(message, attributes),
        fatal: (message, attributes) => live().monitor.log.fatal(message, attributes),
      },
      count: (name, value, attributes) => live().monitor.count(name, value, attributes),
      gauge: (name, value, attributes) => live().monitor.gauge(name, value, attributes),
      time: (name, value, attributes) => live().monitor.time(name, value, attributes),
      distribution: (name, value, more) => live().monitor.distribution(name, value, more),
      counter: (name, own) => ({
        add: (value, attributes) => live().monitor.counter(name, own).add(value, attributes),
      }),
      timer: (name, own) => ({
        record: (value, attributes) => live().monitor.timer(name, own).record(value, attributes),
      }),
      startTimer: (name, attributes) => live().monitor.startTimer(name, attributes),
      measure: (name, fn, options) => live().monitor.measure(name, fn, options),
      addBreadcrumb: (breadcrumb) => live().monitor.addBreadcrumb(breadcrumb),
      withScope: (fn) => live().monitor.withScope(fn),
      setConsent: (given) => {
        consent = given
        for (const monitor of unclosed) monitor.setConsent(given)
      },
      forget: async (userId) => {
        const counts = await Promise.all([...unclosed].map((monitor) => monitor.forget(userId)))
        return counts.reduce((sum, count) => sum + count, 0)
      },
      stats: () => live().monitor.stats(),
      flush: (timeout) => live().monitor.flush(timeout),
      close: (timeout) => live().monitor.close(timeout),
    },
    onThrown: (error) => live().errors.onThrown(error),
    end: (backgroundWork) => keepAlive(finish(live().monitor, backgroundWork)),
  }
}
