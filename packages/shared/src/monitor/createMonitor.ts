import { createErrorNotes } from '../capture/createErrorNotes.ts'
import { type Captured, createSignals } from '../capture/createSignals.ts'
import { withParsedStacks } from '../capture/parseStack.ts'
import { toExceptions } from '../capture/toExceptions.ts'
import type { Prepare } from '../deliver/entry.ts'
import { createOutbox } from '../deliver/outbox.ts'
import { createDebugChannel, type DiagnosticListener } from '../diagnostics/debugChannel.ts'
import { createGuard } from '../diagnostics/guard.ts'
import { createLedger } from '../diagnostics/ledger.ts'
import { createScope } from '../enrich/createScope.ts'
import { emptyScope, overlay } from '../enrich/scopeData.ts'
import type { Mechanism } from '../model/exception.ts'
import type { NamedVersion } from '../model/resource.ts'
import type { ScopeData } from '../model/scope.ts'
import type { Fact, SignalId } from '../model/signal.ts'
import type { Stats } from '../model/stats.ts'
import { milliseconds } from '../model/units.ts'
import type { Capture, Instrument } from '../ports/instrument.ts'
import type { Runtime } from '../ports/runtime.ts'
import { attempt } from '../primitives/attempt.ts'
import { parseDuration } from '../primitives/duration.ts'
import { clip } from '../primitives/toJson.ts'
import { callBeforeDelivery } from './beforeDelivery.ts'
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
  const notes = createErrorNotes(emptyScope)

  const root = { ...emptyScope, tags }
  const currentScope = () => runtime.context.current()?.data ?? root
  const resource = { service, release, environment, sdk, runtime: platform }
  const createSignal = createSignals(runtime, resource)
  const hook = settings.beforeDelivery
    ? callBeforeDelivery(settings.beforeDelivery, runtime.scheduler, debug)
    : undefined
  const prepare: Prepare = (signal) => {
    const parsed = guard('parseStack', () => withParsedStacks(signal)) ?? signal
    return hook ? hook(parsed) : parsed
  }
  const outbox = createOutbox({
    sinks,
    runtime,
    ledger,
    debug,
    prepare,
    settings: settings.delivery,
  })

  const submit = (captured: Captured, scope: ScopeData): SignalId => {
    const signal = createSignal(captured, scope)
    outbox.accept(signal)
    return signal.id
  }

  const captureError = (thrown: unknown, mechanism: Mechanism, hints?: CaptureOptions) =>
    guard('captureError', () => {
      if (notes.mark(thrown)) return undefined
      const exceptions = toExceptions(thrown, mechanism)
      const message = exceptions[0]?.message ?? ''
      const { severity, scope } = toCaptureFacts(hints, 'error')
      const lower = overlay(currentScope(), notes.scopeOf(thrown))
      return submit({ kind: 'error', severity, message, exceptions }, overlay(lower, scope))
    })

  const captureMessage = (message: unknown, hints?: CaptureOptions) =>
    guard('captureMessage', () => {
      const { severity, scope } = toCaptureFacts(hints, 'info')
      const facts = { message: clip(toText(message)), exceptions: [] }
      return submit({ kind: 'error', severity, ...facts }, overlay(currentScope(), scope))
    })

  /** What an instrument sees is about the program, not about whom it serves just then. */
  const captureFact = (fact: Fact): void => void guard('captureFact', () => submit(fact, root))

  const stats = (): Stats => ledger.stats(outbox.pending)
  const capture: Capture = { captureError, captureFact, explain: notes.explain, stats }
  const instruments = [...host.instruments, ...settings.instruments]
  const report = (): void => {
    for (const instrument of instruments) guard(instrument.name, () => instrument.report?.(capture))
  }

  const stops = [
    guard('startEndings', () =>
      startEndings({ runtime, outbox, ledger, guard, report, timeout: shutdownTimeout }),
    ),
    ...instruments.map((instrument) => guard(instrument.name, () => instrument.start(capture))),
  ]
  void outbox.recover().catch(() => debug.sayOnce('recoverFailed', 'The store could not be read.'))

  const flush: Monitor['flush'] = (timeout) => {
    report()
    return outbox.flush(milliseconds(parseDuration(timeout) ?? shutdownTimeout))
  }

  return {
    captureError: (error, hints) => captureError(error, captured, hints),
    captureMessage,
    withScope: (fn) => {
      const scope = createScope(currentScope(), { guard, clock: runtime.clock })
      return runtime.context.run(scope, () => fn(scope))
    },
    stats,
    flush,
    close: async (timeout) => {
      const { delivered, lost, pending } = await flush(timeout)
      for (const stop of stops) guard('close', () => stop?.())
      outbox.close()
      guard('close', () => runtime.transport.close?.())
      return { delivered, lost: lost + pending, pending: 0 }
    },
  }
}

const toText = (message: unknown): string => attempt(() => String(message), '[unreadable]')
