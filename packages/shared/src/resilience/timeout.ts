import { milliseconds } from '../model/units.ts'
import type { Duration } from '../primitives/duration.ts'
import { CallTimeoutError } from './callTimeoutError.ts'
import { createEmit, type Emit } from './emit.ts'
import type { ResilienceHost } from './host.ts'
import { createRun, type Layer, type Runner } from './layer.ts'
import { createLifeline, type Lifeline } from './lifeline.ts'
import type { PolicyListener } from './policyEvent.ts'
import { checkOptions, duration, flag, readOptions } from './readOptions.ts'

/** How long a call may take. */
export interface TimeoutOptions {
  /** In milliseconds, or with a unit. There is no default. */
  readonly after: Duration
  /**
   * Whether the call is given up at once, or only asked to end by its signal. Give `false` where
   * what a call holds (a connection, a place in the bulkhead) must count until it has really ended;
   * a function that ignores its signal is then waited for. Default: `true`.
   */
  readonly hard?: boolean
  readonly on?: PolicyListener
}

export interface TimeoutSettings {
  readonly after: number
  readonly hard: boolean
}

export const readTimeout = (options: unknown, problems: string[]): TimeoutSettings => {
  const given = typeof options === 'object' ? options : { after: options }
  return readOptions<TimeoutSettings>(['timeout', given, problems], {
    after: [duration(1)],
    hard: [flag(), true],
  })
}

/** Settles as `running` does, or rejects as soon as the line is cut. */
const untilCut = <Result>(running: Promise<Result>, line: Lifeline): Promise<Result> =>
  new Promise((resolve, reject) => {
    line.onCut(reject)
    running.then(resolve, reject)
  })

export const createTimeoutLayer =
  (
    { after, hard, of = 'call' }: TimeoutSettings & { readonly of?: 'call' | 'deadline' },
    host: ResilienceHost,
    emit: Emit,
  ): Layer =>
  async (work, parent, facts) => {
    const line = createLifeline(parent, host)
    let timedOut: CallTimeoutError | undefined
    const stop = host.scheduler.hold(milliseconds(after), () => {
      timedOut = new CallTimeoutError(after)
      line.cut(timedOut)
      emit?.({ type: 'timeout', of, after })
    })
    try {
      const running = work(line, facts)
      return await (hard ? untilCut(running, line) : running)
    } catch (error) {
      throw timedOut ?? error
    } finally {
      stop()
      line.close()
    }
  }

/**
 * Bounds how long one call may take. What ran into it gets its signal aborted, and the run rejects
 * with a `CallTimeoutError`.
 *
 * @example
 * const quick = createTimeout('2s', host)
 * const response = await quick.run(({ signal }) => fetch(url, { signal }))
 */
export const createTimeout = (options: Duration | TimeoutOptions, host: ResilienceHost): Runner => {
  const settings = checkOptions(readTimeout, options)
  const on = typeof options === 'object' ? options.on : undefined
  return { run: createRun(createTimeoutLayer(settings, host, createEmit(on)), host) }
}
