export type { DiagnosticListener, DiagnosticMessage } from '../diagnostics/debugChannel.ts'
export type { ScrubOptions } from '../enrich/scrub.ts'
export type { Attributes, Contexts, Json, Tags, User } from '../model/attributes.ts'
export type { Breadcrumb, BreadcrumbFacts } from '../model/breadcrumb.ts'
export type { CheckInFacts, JobSchedule } from '../model/checkIn.ts'
export type { ConfigProblem } from '../model/configProblem.ts'
export type { Consent } from '../model/consent.ts'
export type { DebugImage, Exception, Frame, Mechanism, Stack } from '../model/exception.ts'
export type { Buckets, Histogram } from '../model/histogram.ts'
export type { LossReason } from '../model/lossReason.ts'
export type {
  CounterFacts,
  DistributionFacts,
  Exemplar,
  GaugeFacts,
  MetricFacts,
} from '../model/metric.ts'
export type { Scope, ScopeData, Trace } from '../model/scope.ts'
export type { ManySessions, OneSession, SessionFacts } from '../model/session.ts'
export type { Severity } from '../model/severity.ts'
export type {
  AttachmentSignal,
  CheckInSignal,
  EnvelopeSignal,
  ErrorSignal,
  EventSignal,
  FeedbackSignal,
  LogSignal,
  MetricSignal,
  SessionSignal,
  Signal,
  SignalId,
  SignalKind,
  UsageSignal,
} from '../model/signal.ts'
export type { FlushResult, Stats, StoreTally, Tally } from '../model/stats.ts'
export type { UsageDelta, UsageFacts } from '../model/usage.ts'
export type { BeforeCapture } from '../monitor/beforeCapture.ts'
export type { BeforeDelivery } from '../monitor/beforeDelivery.ts'
export type {
  GuardingMonitor,
  Log,
  Monitor,
  PageMonitor,
  ServerMonitor,
} from '../monitor/monitor.ts'
export type {
  Attachment,
  BatchOptions,
  CaptureOptions,
  CheckIn,
  Feedback,
  MetricsOptions,
  MonitorOptions,
  OutboxOptions,
  RateCapOptions,
  RetryOptions,
  Schedule,
} from '../monitor/monitorOptions.ts'
export type { Usage, UsageOptions } from '../monitor/usage.ts'
export type { Instrument, Interior } from '../ports/instrument.ts'
export type { Counter, MeasureOptions, Metering, StopTimer, Timer } from '../ports/metering.ts'
export type { Sink } from '../ports/sink.ts'
export type { Duration } from '../primitives/duration.ts'
export type { BreakerControl, BreakerOptions, BreakerState } from '../resilience/breaker.ts'
export type { Call, RunOptions } from '../resilience/layer.ts'
export type { Policy, PolicyOptions, PolicyState } from '../resilience/policy.ts'
export type { PolicyEvent, PolicyListener } from '../resilience/policyEvent.ts'
