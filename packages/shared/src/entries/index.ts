export { createSpread, type Spread } from '../aggregate/createSpread.ts'
export { createTotals, type Totals } from '../aggregate/createTotals.ts'
export { isInApp } from '../capture/inApp.ts'
export { withParsedStacks } from '../capture/parseStack.ts'
export { createParking, type Park } from '../deliver/createParking.ts'
export type { Locate } from '../deliver/entry.ts'
export type { DiagnosticListener, DiagnosticMessage } from '../diagnostics/debugChannel.ts'
export { type Counted, createOpenLedgers, type OpenLedgers } from '../diagnostics/openLedgers.ts'
export type { ScrubOptions } from '../enrich/scrub.ts'
export { createTextScrub } from '../enrich/scrubText.ts'
export type { Attributes, Contexts, Json, Tags, User } from '../model/attributes.ts'
export type { Breadcrumb, BreadcrumbFacts } from '../model/breadcrumb.ts'
export type { ConfigProblem } from '../model/configProblem.ts'
export type { Consent } from '../model/consent.ts'
export type {
  DebugImage,
  Exception,
  Frame,
  Mechanism,
  SourceLines,
  Stack,
} from '../model/exception.ts'
export type { Buckets, Histogram } from '../model/histogram.ts'
export type { Loss, LossReason } from '../model/lossReason.ts'
export { mergeHistograms } from '../model/mergeHistograms.ts'
export type {
  CounterFacts,
  DistributionFacts,
  Exemplar,
  GaugeFacts,
  MetricFacts,
} from '../model/metric.ts'
export type { Limit, Outcome } from '../model/outcome.ts'
export { quantileOf } from '../model/quantileOf.ts'
export type { NamedVersion, Resource } from '../model/resource.ts'
export type { Scope, ScopeData, Trace } from '../model/scope.ts'
export type { Severity } from '../model/severity.ts'
export type {
  EnvelopeSignal,
  ErrorSignal,
  EventSignal,
  Fact,
  MetricFact,
  MetricSignal,
  Signal,
  SignalId,
  SignalKind,
  UsageSignal,
} from '../model/signal.ts'
export { classOf, type SignalClass } from '../model/signalClass.ts'
export type { FlushResult, Stats, StoreTally, Tally } from '../model/stats.ts'
export type { Stop } from '../model/stop.ts'
export {
  after,
  type Milliseconds,
  type MonotonicTime,
  milliseconds,
  monotonicTime,
  until,
  type WallTime,
  wallTime,
} from '../model/units.ts'
export type { UsageDelta, UsageFacts } from '../model/usage.ts'
export { type NamedUsage, usageDeltaId } from '../model/usageDeltaId.ts'
export type { BeforeCapture } from '../monitor/beforeCapture.ts'
export type { BeforeDelivery } from '../monitor/beforeDelivery.ts'
export { type CheckIns, createCheckIns } from '../monitor/createCheckIns.ts'
export { createMonitor, type MonitorHost } from '../monitor/createMonitor.ts'
export { createPolicies, type Policies } from '../monitor/createPolicies.ts'
export { createUsage, type UsageMeter } from '../monitor/createUsage.ts'
export { describeProblems, HoldfastConfigError } from '../monitor/holdfastConfigError.ts'
export { ledgerMetrics } from '../monitor/ledgerMetrics.ts'
export type { GuardingMonitor, Monitor, PageMonitor, ServerMonitor } from '../monitor/monitor.ts'
export type {
  BatchOptions,
  CaptureOptions,
  MetricsOptions,
  MonitorOptions,
  OutboxOptions,
  RateCapOptions,
  RetryOptions,
} from '../monitor/monitorOptions.ts'
export {
  count,
  duration,
  flag,
  groupOrFalse,
  object,
  patterns,
} from '../monitor/optionKinds.ts'
export {
  type OptionDefaults,
  type ReadOptions,
  readOptions,
  type Settings,
} from '../monitor/readOptions.ts'
export { type Kind, type Rules, readRules } from '../monitor/readRules.ts'
export type { Clock } from '../ports/clock.ts'
export type { Compressor } from '../ports/compressor.ts'
export type { ContextStore } from '../ports/contextStore.ts'
export type { Capture, Instrument, Interior } from '../ports/instrument.ts'
export type { Ending, Lifecycle } from '../ports/lifecycle.ts'
export type { Counter, MeasureOptions, Metering, StopTimer, Timer } from '../ports/metering.ts'
export type { OutboxStore, Recovered, StoredSignal } from '../ports/outboxStore.ts'
export type { Runtime } from '../ports/runtime.ts'
export type { Scheduler } from '../ports/scheduler.ts'
export type {
  BatchLimits,
  Finishing,
  LocalSink,
  MisconfiguredSink,
  Sink,
  SinkHost,
  UsableSink,
  WireSink,
} from '../ports/sink.ts'
export type { Transport } from '../ports/transport.ts'
export type { LeftUsage, UsageJournal, UsagePage, UsageRow } from '../ports/usageJournal.ts'
export type { WireAnswer, WireRequest, WireResponse } from '../ports/wire.ts'
export { attempt, property } from '../primitives/attempt.ts'
export { type Duration, parseDuration } from '../primitives/duration.ts'
export { follow } from '../primitives/follow.ts'
export { jsonBytes } from '../primitives/jsonBytes.ts'
export { createRecentIds, type RecentIds } from '../primitives/recentIds.ts'
export { clip } from '../primitives/toJson.ts'
export type { BackoffOptions } from '../resilience/backoff.ts'
export { narrowGap, waitWithin, widenGap } from '../resilience/pace.ts'
export { type Check, problemsOf } from '../sinks/problemsOf.ts'
