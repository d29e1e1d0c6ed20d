import type { Attributes, User } from './attributes.ts'
import type { CheckInFacts } from './checkIn.ts'
import type { DebugImage, Exception } from './exception.ts'
import type { MetricFacts } from './metric.ts'
import type { Resource } from './resource.ts'
import type { ScopeData } from './scope.ts'
import type { SessionFacts } from './session.ts'
import type { Severity } from './severity.ts'
import type { WallTime } from './units.ts'
import type { UsageFacts } from './usage.ts'

declare const signalId: unique symbol

/** 32 lower-case hexadecimal digits; stays the same over retries, replays and restarts. */
export type SignalId = string & { readonly [signalId]: true }

interface SignalBase {
  readonly id: SignalId
  readonly time: WallTime
  readonly resource: Resource
  readonly scope: ScopeData
  /** What was cut so that the signal keeps to its size, in the order in which it went. */
  readonly cut?: readonly string[] | undefined
}

/** A failure. Without exceptions it is a message: a failure that was told, not thrown. */
export interface ErrorSignal extends SignalBase {
  readonly kind: 'error'
  readonly severity: Severity
  readonly message: string
  /** The value that was thrown, then what it names as its causes; each tells which one named it. */
  readonly exceptions: readonly Exception[]
  /** The builds that files of the stacks belong to. */
  readonly images?: readonly DebugImage[] | undefined
  /** How many of the same failure a rate cap has held back since the last one. */
  readonly heldBack?: number | undefined
}

/** Something that happened, and is no failure. */
export interface EventSignal extends SignalBase {
  readonly kind: 'event'
  /** What happened, in words that stay the same: `'policy.breaker'`. */
  readonly name: string
  readonly attributes: Attributes
}

/** A series, of one name and the same attributes, since its last signal. */
export type MetricSignal = SignalBase & {
  readonly kind: 'metric'
  readonly name: string
  readonly attributes: Attributes
  /** What the numbers count: `'millisecond'` of what was timed. */
  readonly unit?: string | undefined
} & MetricFacts

/** What was used of a meter: what bills are made from. */
export type UsageSignal = SignalBase & { readonly kind: 'usage' } & UsageFacts

/** A line of a log. */
export interface LogSignal extends SignalBase {
  readonly kind: 'log'
  readonly severity: Severity
  readonly message: string
  readonly attributes: Attributes
}

/** How sessions went, of one user or of many: from them a backend tells how healthy a release is. */
export type SessionSignal = SignalBase & { readonly kind: 'session' } & SessionFacts

/** A job that runs by a schedule says that it has begun, or how it ended. */
export type CheckInSignal = SignalBase & { readonly kind: 'checkIn' } & CheckInFacts

/** What a user says of the app. */
export interface FeedbackSignal extends SignalBase {
  readonly kind: 'feedback'
  readonly message: string
  /** Whom to answer, as the user said it, which may be another than who is signed in. */
  readonly contact?: Pick<User, 'name' | 'email'> | undefined
  /** The signal of the failure that it is about. */
  readonly about?: SignalId | undefined
  /** The page where the user was. */
  readonly url?: string | undefined
}

/** A file that belongs to another signal. */
export interface AttachmentSignal extends SignalBase {
  readonly kind: 'attachment'
  /** The signal that it belongs to. */
  readonly of: SignalId
  readonly name: string
  readonly contentType: string
  readonly content: { readonly text: string } | { readonly base64: string }
}

/** What another program has encoded for Sentry already, on its way through a relay. Nothing captures it. */
export interface EnvelopeSignal extends SignalBase {
  readonly kind: 'envelope'
  /** Where the envelopes of its DSN are posted. */
  readonly target: string
  /** As it goes out: text where all of it is text, and in base64 otherwise. */
  readonly body: { readonly text: string } | { readonly base64: string }
  /** The masked address of its sender, where that is passed on. */
  readonly forwardedFor?: string | undefined
}

/** One captured fact. */
export type Signal =
  | ErrorSignal
  | LogSignal
  | MetricSignal
  | UsageSignal
  | EventSignal
  | SessionSignal
  | CheckInSignal
  | FeedbackSignal
  | AttachmentSignal
  | EnvelopeSignal

/** A signal as who captures it tells it, before it is given an id, a time and a scope. */
export type Fact = Told<Exclude<Signal, ErrorSignal | EnvelopeSignal>>

/** A metric as who captures it tells it. */
export type MetricFact = Extract<Fact, { readonly kind: 'metric' }>

/** Of each kind on its own: the members that only one kind has are kept. */
type Told<Kind extends Signal> = Kind extends Signal ? Omit<Kind, keyof SignalBase> : never

/** What kind of fact a signal is. */
export type SignalKind = Signal['kind']

/** All that a monitor captures. */
export const signalKinds: readonly SignalKind[] = [
  'error',
  'log',
  'metric',
  'usage',
  'event',
  'session',
  'checkIn',
  'feedback',
  'attachment',
]
