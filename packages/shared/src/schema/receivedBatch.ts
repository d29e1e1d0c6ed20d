import type { Attributes, User } from '../model/attributes.ts'
import type { Breadcrumb } from '../model/breadcrumb.ts'
import type { CheckInFacts, JobSchedule } from '../model/checkIn.ts'
import type { DebugImage, Exception } from '../model/exception.ts'
import type { Loss } from '../model/lossReason.ts'
import type { CounterFacts, DistributionFacts, Exemplar, GaugeFacts } from '../model/metric.ts'
import type { Resource } from '../model/resource.ts'
import type { ScopeData } from '../model/scope.ts'
import type { ManySessions, OneSession } from '../model/session.ts'
import type { Severity } from '../model/severity.ts'
import type { UsageFacts } from '../model/usage.ts'

/** A batch as a receiver has it: the same as was sent, with plain numbers for the units. */
export interface ReceivedBatch {
  readonly schema: 'holdfast/1'
  /** Milliseconds since 1970, by the sender's clock, when this attempt was made. */
  readonly sentAt: number
  readonly resource: Resource
  readonly signals: readonly ReceivedSignal[]
  /** What the sender has lost of what was meant for you, since it last told. */
  readonly losses?: readonly Loss[]
}

/** A signal, with the facts of its scope. */
export type ReceivedSignal =
  | ReceivedError
  | ReceivedLog
  | ReceivedMetric
  | ReceivedUsage
  | ReceivedEvent
  | ReceivedSession
  | ReceivedCheckIn
  | ReceivedFeedback
  | ReceivedAttachment

interface ReceivedBase extends Omit<ScopeData, 'breadcrumbs'> {
  /** The same over retries and restarts: what to drop repeats by. */
  readonly id: string
  /** Milliseconds since 1970, by the sender's clock. */
  readonly time: number
  /** What happened before, oldest first. */
  readonly breadcrumbs?: readonly ReceivedBreadcrumb[] | undefined
  /** What was cut so that the signal keeps to its size, in the order in which it went. */
  readonly cut?: readonly string[] | undefined
}

/** A breadcrumb, with a plain number for its time: milliseconds since 1970, by the sender's clock. */
export interface ReceivedBreadcrumb extends Omit<Breadcrumb, 'time'> {
  readonly time: number
}

/** A failure. */
export interface ReceivedError extends ReceivedBase {
  readonly kind: 'error'
  readonly severity: Severity
  readonly message: string
  readonly exceptions: readonly Exception[]
  /** The builds that files of the stacks belong to. */
  readonly images?: readonly DebugImage[] | undefined
  /** How many of the same failure a rate cap has held back since the last one. */
  readonly heldBack?: number | undefined
}

/** Something that happened, and is no failure. */
export interface ReceivedEvent extends ReceivedBase {
  readonly kind: 'event'
  readonly name: string
  readonly attributes: Attributes
}

/** A series, of one name and the same attributes, since its last signal. */
export type ReceivedMetric = ReceivedBase & {
  readonly kind: 'metric'
  readonly name: string
  readonly attributes: Attributes
  readonly unit?: string | undefined
} & (WithExemplar<CounterFacts> | Plain<GaugeFacts> | WithExemplar<DistributionFacts>)

type WithExemplar<Facts> = Omit<Plain<Facts>, 'exemplar'> & {
  readonly exemplar?: Plain<Exemplar> | undefined
}

/** What was used of a meter in one minute of UTC, by subject. Add the quantities up, once for each `id`. */
export type ReceivedUsage = ReceivedBase & { readonly kind: 'usage' } & Plain<UsageFacts>

/** A line of a log. */
export interface ReceivedLog extends ReceivedBase {
  readonly kind: 'log'
  readonly severity: Severity
  readonly message: string
  readonly attributes: Attributes
}

/** How one session went, or how many of those that began in the same minute ended in which way. */
export type ReceivedSession = ReceivedBase & { readonly kind: 'session' } & (
    | Plain<OneSession>
    | Plain<ManySessions>
  )

/** A job that runs by a schedule says that it has begun, or how it ended. */
export type ReceivedCheckIn = ReceivedBase & { readonly kind: 'checkIn' } & Omit<
    Plain<CheckInFacts>,
    'schedule'
  > & { readonly schedule?: ReceivedSchedule | undefined }

/** When a job is to run, in milliseconds, and when somebody should hear of it. */
export type ReceivedSchedule = Omit<Plain<JobSchedule>, 'when'> & {
  readonly when: { readonly cron: string } | { readonly every: number }
}

/** What a user says of the app. */
export interface ReceivedFeedback extends ReceivedBase {
  readonly kind: 'feedback'
  readonly message: string
  /** Whom to answer. */
  readonly contact?: Pick<User, 'name' | 'email'> | undefined
  /** The id of the signal that it is about. */
  readonly about?: string | undefined
  /** The page where the user was. */
  readonly url?: string | undefined
}

/** A file that belongs to another signal. */
export interface ReceivedAttachment extends ReceivedBase {
  readonly kind: 'attachment'
  /** The id of the signal that it belongs to. */
  readonly of: string
  readonly name: string
  readonly contentType: string
  readonly content: { readonly text: string } | { readonly base64: string }
}

/** With plain numbers for the units. */
type Plain<Facts> = { readonly [Name in keyof Facts]: PlainValue<Facts[Name]> }

type PlainValue<Value> = Value extends number ? number : Value
