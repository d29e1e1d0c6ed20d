import { callerStack } from '../capture/callerStack.ts'
import { createErrorNotes } from '../capture/createErrorNotes.ts'
import { type Captured, createSignals } from '../capture/createSignals.ts'
import { toExceptions } from '../capture/toExceptions.ts'
import { unwrap } from '../capture/unwrap.ts'
import type { Park } from '../deliver/createParking.ts'
import type { Locate } from '../deliver/entry.ts'
import { createOutbox } from '../deliver/outbox.ts'
import { createDebugChannel, type DiagnosticListener } from '../diagnostics/debugChannel.ts'
import { createGuard } from '../diagnostics/guard.ts'
import { createLedger } from '../diagnostics/ledger.ts'
import { createMeasure } from '../enrich/createMeasure.ts'
import { createScope } from '../enrich/createScope.ts'
import { emptyScope, overlay } from '../enrich/scopeData.ts'
import type { Mechanism } from '../model/exception.ts'
import type { NamedVersion } from '../model/resource.ts'
import type { Scope, ScopeData } from '../model/scope.ts'
import type { SignalId } from '../model/signal.ts'
import type { Stats } from '../model/stats.ts'
import type { Capture, Instrument } from '../ports/instrument.ts'
import type { Runtime } from '../ports/runtime.ts'
import { createConsent } from './createConsent.ts'
import { createEnrichment } from './createEnrichment.ts'
import { createMetering } from './createMetering.ts'
import { createPrepare } from './createPrepare.ts'
import { createTellers } from './createTellers.ts'
import type { Monitor, PageMonitor } from './monitor.ts'
import type { CaptureOptions } from './monitorOptions.ts'
import type { Settings } from './readOptions.ts'
import { startDelivery } from './startDelivery.ts'
import { type Startable, startInstruments } from './startInstruments.ts'
import { toCaptureFacts } from './toCaptureFacts.ts'

/** What a runtime package adds to the user's options. */
export interface MonitorHost {
  readonly runtime: Runtime
  readonly sdk: NamedVersion
  readonly platform: NamedVersion
  readonly instruments: readonly Instrument[]
  /** Where the store has room for what is metered, when lanes have none. */
  readonly park?: Park
  /** Where the host has the files that stacks name. */
  readonly locate?: Locate | undefined
  /** What an app calls where the monitor's own function is wrapped: the stack of its caller begins above. */
  readonly captureError?: Monitor['captureError']
  /** Where the debug channel goes when `debug` is `true`. */
  readonly print: DiagnosticListener
}

const captured: Mechanism = { type: 'captured', handled: true }

/** The one place that knows the order of the parts. */
export const createMonitor = (settings: Settings, host: MonitorHost): PageMonitor => {
  const { runtime, sdk, platform } = host
  const { service, release, environment, tags, sinks, beforeDelivery, shutdownTimeout } = settings
  const debug = createDebugChannel(settings.debug === true ? host.print : settings.debug)
  const guard = createGuard(debug)
  const ledger = createLedger(sinks.map((sink) => sink.name))
  const notes = createErrorNotes(emptyScope)

  const forAll = { ...emptyScope, tags }
  const openScope = (initial: ScopeData) => createScope(initial, { guard, clock: runtime.clock })
  const root = openScope(forAll)
  const currentScope = (): Scope => runtime.context.current() ?? root
  const resource = { service, release, environment, sdk, runtime: platform }
  const createSignal = createSignals(runtime, resource)
  const measure = createMeasure()
  const outbox = createOutbox({
    sinks,
    runtime,
    ledger,
    debug,
    prepare: createPrepare({ runtime, beforeDelivery, debug, guard }),
    measure,
    settings: settings.delivery,
    consent: settings.consent,
    park: host.park,
    locate: host.locate,
  })

  const enrich = createEnrichment(settings, { ...runtime, debug, measure })
  const submit = (captured: Captured, scope: ScopeData): SignalId | undefined => {
    const signal = createSignal(captured, scope)
    const enriched = enrich(signal)
    // A hook may have heard of it.
    if (outbox.isDenied()) return undefined
    if (typeof enriched === 'string') return void outbox.refuse(signal, enriched)
    outbox.accept(enriched)
    return signal.id
  }
  const traceNow = () => currentScope().data.trace
  const asking: readonly Startable[] = sinks
  const { attach, tellSlow, ...tellers } = createTellers({ guard, submit, currentScope })
  const meters = createMetering({
    ...runtime,
    settings: settings.metrics,
    debug,
    tellSlow,
    traceNow: asking.some(({ exemplars }) => exemplars) ? traceNow : undefined,
  })

  const captureError = (told: unknown, mechanism: Mechanism, hints?: CaptureOptions) =>
    guard('captureError', () => {
      const thrown = unwrap(told)
      // What was not captured without consent is not known, either.
      if (outbox.isDenied() || notes.mark(thrown)) return undefined
      const exceptions = toExceptions(thrown, mechanism, mechanism === captured ? here : undefined)
      const message = exceptions[0]?.message ?? ''
      const { severity, scope } = toCaptureFacts(hints, 'error')
      const lower = overlay(currentScope().data, notes.scopeOf(thrown))
      const all = overlay(lower, scope)
      return attach(submit({ kind: 'error', severity, message, exceptions }, all), hints, all)
    })

  const captureOwn: Monitor['captureError'] = (error, hints) => captureError(error, captured, hints)
  const here = (): string | undefined => callerStack(host.captureError ?? captureOwn)

  /** What an instrument sees is about the program, not about whom it serves just then. */
  const captureFact: Capture['captureFact'] = (fact) =>
    guard('captureFact', () => submit(fact, forAll))

  const stats = (): Stats => ledger.stats(outbox.pending)
  const capture = { captureError, captureFact, explain: notes.explain, stats }
  const instruments = [...host.instruments, ...settings.instruments, meters, ...asking]
  const { metering } = meters
  const { isDenied, mayKeep } = outbox
  const own = { metering, openScope: () => openScope(root.data) }
  const interior = { isDenied, mayKeep, say: debug.sayOnce, noteStore: ledger.noteStore, ...own }
  const watch = startInstruments(instruments, { capture, interior, guard })
  const parts = { runtime, outbox, ledger, debug, guard, timeout: shutdownTimeout }
  const delivery = startDelivery({ ...parts, ...watch })

  return {
    page: root,
    captureError: captureOwn,
    ...tellers,
    ...metering,
    addBreadcrumb: (breadcrumb) =>
      guard('addBreadcrumb', () => {
        if (!outbox.isDenied()) currentScope().addBreadcrumb(breadcrumb)
      }),
    withScope: (fn) => {
      const scope = openScope(currentScope().data)
      return runtime.context.run(scope, () => fn(scope))
    },
    ...createConsent({ outbox, root, guard, debug }),
    stats,
    ...delivery,
  }
}
