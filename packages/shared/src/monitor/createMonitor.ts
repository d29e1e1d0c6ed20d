import { createErrorSignals } from '../capture/createErrorSignals.ts'
import { createSeenErrors } from '../capture/createSeenErrors.ts'
import { withParsedStacks } from '../capture/parseStack.ts'
import { toExceptions } from '../capture/toExceptions.ts'
import { createOutbox } from '../deliver/outbox.ts'
import { createDebugChannel, type DiagnosticListener } from '../diagnostics/debugChannel.ts'
import { createGuard } from '../diagnostics/guard.ts'
import { createLedger } from '../diagnostics/ledger.ts'
import { addScope } from '../enrich/addScope.ts'
import { createScope } from '../enrich/createScope.ts'
import { runStages, type Stage } from '../enrich/stage.ts'
import { emptyScope, toTags } from '../enrich/scopeData.ts'
import type { Mechanism } from '../model/exception.ts'
import type { NamedVersion } from '../model/resource.ts'
import type { Signal, SignalId } from '../model/signal.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { Runtime } from '../ports/runtime.ts'
import { clip } from '../primitives/toJson.ts'
import type { Monitor } from './monitor.ts'
import type { CaptureOptions, MonitorOptions } from './monitorOptions.ts'
import { nameSinks } from './nameSinks.ts'
import { toCaptureFacts } from './toCaptureFacts.ts'
import { toResource } from './toResource.ts'
import { toDelay, toSettings } from './toSettings.ts'
import { startEndings } from './startEndings.ts'

/** What a runtime package adds to the user's options. */
export interface MonitorHost {
  readonly runtime: Runtime
  readonly sdk: NamedVersion
  readonly platform: NamedVersion
  readonly instruments: readonly Instrument[]
  /** Where the debug channel goes when `debug` is `true`. */
  readonly print: DiagnosticListener
}

const captured: Mechanism = { type: 'captured', handled: true }

/** The one place that knows the order of the parts. The options must have been checked. */
export const createMonitor = (options: MonitorOptions, host: MonitorHost): Monitor => {
  const { runtime } = host
  const settings = toSettings(options)
  const debug = createDebugChannel(options.debug === true ? host.print : options.debug || undefined)
  const guard = createGuard(debug)
  const sinks = nameSinks(options.sinks)
  const ledger = createLedger(sinks.map((sink) => sink.name))
  const seen = createSeenErrors()
  const root = { ...emptyScope, tags: toTags(options.tags) }
  const currentScope = () => runtime.context.current()?.data ?? root

  const createErrorSignal = createErrorSignals(runtime, toResource(options, host))
  const stages: readonly Stage[] = [addScope(currentScope)]
  const prepare = (signal: Signal): Signal =>
    guard('prepare', () => withParsedStacks(signal), signal)
  const outbox = createOutbox({ sinks, runtime, ledger, debug, prepare, settings })

  const submit = (signal: Signal): SignalId => {
    const enriched = runStages(stages, signal)
    if (enriched.type === 'kept') outbox.accept(enriched.signal)
    else outbox.drop(enriched.signal, enriched.reason)
    return signal.id
  }

  const captureError = (thrown: unknown, mechanism: Mechanism, hints?: CaptureOptions) => {
    if (seen.isRepeat(thrown)) return undefined
    const exceptions = toExceptions(thrown, mechanism)
    const message = exceptions[0]?.message ?? ''
    return submit(createErrorSignal({ ...toCaptureFacts(hints, 'error'), message, exceptions }))
  }

  const stops = [
    startEndings({ runtime, outbox, ledger, guard, timeout: settings.shutdownTimeout }),
    ...host.instruments.map((instrument) =>
      guard(
        instrument.name,
        () =>
          instrument.start({
            captureError: (thrown, mechanism) =>
              guard(instrument.name, () => void captureError(thrown, mechanism), undefined),
          }),
        () => undefined,
      ),
    ),
  ]
  void outbox.recover().catch(() => debug.say('recoverFailed', 'The store could not be read.'))

  return {
    captureError: (error, hints) =>
      guard('captureError', () => captureError(error, captured, hints), undefined),
    captureMessage: (message, hints) =>
      guard(
        'captureMessage',
        () => {
          const facts = toCaptureFacts(hints, 'info')
          return submit(createErrorSignal({ ...facts, message: clip(String(message)), exceptions: [] }))
        },
        undefined,
      ),
    withScope: (fn) => {
      const scope = createScope(currentScope(), guard)
      return runtime.context.run(scope, () => fn(scope))
    },
    stats: () => guard('stats', () => ledger.stats(outbox.pending), { sinks: {} }),
    flush: (timeout) => outbox.flush(toDelay(timeout, 2_000)),
    close: async (timeout) => {
      const before = ledger.totals()
      await outbox.flush(toDelay(timeout, 2_000))
      for (const stop of stops) guard('close', stop, undefined)
      outbox.close()
      const now = ledger.totals()
      return { delivered: now.delivered - before.delivered, lost: now.lost - before.lost, pending: 0 }
    },
  }
}
