import type { Contexts, Tags } from '../../model/attributes.ts'
import type { NamedVersion } from '../../model/resource.ts'

/** An event as Sentry takes it: https://develop.sentry.dev/sdk/data-model/event-payloads/ */
export interface SentryEvent {
  readonly event_id: string
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly platform: 'javascript' | 'node'
  readonly level: 'debug' | 'info' | 'warning' | 'error' | 'fatal'
  readonly release?: string
  readonly environment?: string
  /** Only of events without an exception. */
  readonly message?: string
  /** The innermost cause first, the value that was thrown last. */
  readonly exception?: { readonly values: readonly SentryException[] }
  readonly tags: Tags
  readonly contexts: Contexts
  readonly user?: { readonly id?: string; readonly username?: string; readonly email?: string }
  readonly sdk: NamedVersion
}

export interface SentryException {
  readonly type: string
  readonly value: string
  readonly mechanism: SentryMechanism
  /** The outermost call first. */
  readonly stacktrace?: { readonly frames: readonly SentryFrame[] }
}

export interface SentryMechanism {
  readonly type: string
  readonly handled: boolean
  readonly exception_id: number
  readonly parent_id?: number
  readonly source?: 'cause'
}

export interface SentryFrame {
  readonly function: string
  readonly filename?: string
  readonly abs_path?: string
  readonly lineno?: number
  readonly colno?: number
  readonly in_app: boolean
}
