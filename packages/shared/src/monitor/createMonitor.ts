import { createErrorMarker } from '../capture/createErrorMarker.ts'
import { createErrorSignals } from '../capture/createErrorSignals.ts'
import { withParsedStacks } from '../capture/parseStack.ts'
import { toExceptions } from '../capture/toExceptions.ts'
import { createOutbox } from '../deliver/outbox.ts'
import { createDebugChannel, type DiagnosticListener } from '../diagnostics/debugChannel.ts'
import { createGuard } from '../diagnostics/guard.ts'
import { createLedger } from '../diagnostics/ledger.ts'
import { createScope } from '../enrich/createScope.ts'
import { emptyScope, overlay } from '../enrich/scopeData.ts'
import type { Mechanism } from '../model/exception.ts'
import type { NamedVersion } from '../model/resource.ts'
import type { Signal, SignalId } from '../model/signal.ts'
import { milliseconds } from '../model/units.ts'
import type { Instrument } from '../ports/instrument.ts'
import type { Runtime } from '../ports/runtime.ts'
import { attempt } from '../primitives/attempt.ts'
import { parseDuration } from '../primitives/duration.ts'
import { clip } from '../primitives/toJson.ts'
import type { Monitor } from './monitor.ts'
import type { CaptureOptions } from './monitorOptions.ts'
import type { Settings } from './readOptions.ts'
import { startEndings } from './startEndings.ts'
import { toCaptureFacts } from './toCaptureFacts.ts'

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

/** The one place that knows the order of the parts. */
export const createMonitor = (settings: Settings, host: MonitorHost): Monitor => {
  const { runtime, sdk, platform } = host
  const { service, release, environment, tags, sinks, shutdownTimeout } = settings
  const debug = createDebugChannel(settings.debug === true ? host.print : settings.debug)
  const guard = createGuard(debug)
  const ledger = createLedger(sinks.map((sink) => sink.name))
  const markError = createErrorMarker()

  const root = { ...emptyScope, tags }
  const currentScope = () => runtime.context.current()?.data ?? root
  const resource = { service, release, environment, sdk, runtime: platform }
  const createErrorSignal = createErrorSignals(runtime, resource)
  const prepare = (signal: Signal): Signal =>
    guard('prepare', () => withParsedStacks(signal)) ?? signal
  const outbox = createOutbox({
    sinks,
    runtime,
    ledger,
    debug,
    prepare,
    settings: settings.delivery,
  })

  const submit = (signal: Signal): SignalId => {
    outbox.accept({ ...signal, scope: overlay(currentScope(), signal.scope) })
    return signal.id
  }

  const captureError = (thrown: unknown, mechanism: Mechanism, hints?: CaptureOptions) =>
    guard('captureError', () => {
      if (markError(thrown)) return undefined
      const exceptions = toExceptions(thrown, mechanism)
      const message = exceptions[0]?.message ?? ''
      return submit(createErrorSignal({ ...toCaptureFacts(hints, 'error'), message, exceptions }))
    })

  const captureMessage = (message: unknown, hints?: CaptureOptions) =>
    guard('captureMessage', () => {
      const facts = { ...toCaptureFacts(hints, 'info'), message: clip(toText(message)) }
      return submit(createErrorSignal({ ...facts, exceptions: [] }))
    })

  const stops = [
    guard('startEndings', () =>
      startEndings({ runtime, outbox, ledger, guard, timeout: shutdownTimeout }),
    ),
    ...host.instruments.map((instrument) =>
      guard(instrument.name, () => instrument.start({ captureError })),
    ),
  ]
  void outbox.recover().catch(() => debug.sayOnce('recoverFailed', 'The store could not be read.'))

  const flush: Monitor['flush'] = (timeout) =>
    outbox.flush(milliseconds(parseDuration(timeout) ?? shutdownTimeout))

  return {
    captureError: (error, hints) => captureError(error, captured, hints),
    captureMessage,
    withScope: (fn) => {
      const scope = createScope(currentScope(), guard)
      return runtime.context.run(scope, () => fn(scope))
    },
    stats: () => ledger.stats(outbox.pending),
    flush,
    close: async (timeout) => {
      const { delivered, lost, pending } = await flush(timeout)
      for (const stop of stops) guard('close', () => stop?.())
      outbox.close()
      return { delivered, lost: lost + pending, pending: 0 }
    },
  }
}

const toText = (message: unknown): string => attempt(() => String(message), '[unreadable]')
