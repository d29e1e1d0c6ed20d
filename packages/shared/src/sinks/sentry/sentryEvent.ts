import type { Contexts, Json } from '../../model/attributes.ts'
import type { NamedVersion } from '../../model/resource.ts'

/**
 * An event as Sentry takes it, before JSON leaves out what is undefined:
 * https://develop.sentry.dev/sdk/data-model/event-payloads/
 */
export interface SentryEvent {
  readonly event_id: string
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly platform: 'javascript' | 'node'
  readonly level: 'debug' | 'info' | 'warning' | 'error' | 'fatal'
  readonly release?: string | undefined
  readonly environment?: string | undefined
  /** What failed, as Sentry groups by it: `GET /users/:id`. */
  readonly transaction?: string | undefined
  readonly request?: SentryRequest | undefined
  /** Only of events without an exception. */
  readonly message?: string | undefined
  /** The innermost cause first, the value that was thrown last. */
  readonly exception?: { readonly values: readonly SentryException[] } | undefined
  readonly tags: Readonly<Record<string, string>>
  readonly contexts: Contexts
  readonly user?: SentryUser | undefined
  /** Oldest first. */
  readonly breadcrumbs?: readonly SentryBreadcrumb[] | undefined
  readonly fingerprint?: readonly string[] | undefined
  readonly debug_meta?: { readonly images: readonly SentryImage[] } | undefined
  readonly sdk: SentrySdk
}

interface SentryRequest {
  readonly method?: string | undefined
  readonly url: string
}

interface SentrySdk extends NamedVersion {
  readonly settings: { readonly infer_ip: 'auto' | 'never' }
}

interface SentryUser {
  readonly id?: string | undefined
  readonly username?: string | undefined
  readonly email?: string | undefined
}

export interface SentryBreadcrumb {
  /** Seconds since 1970. */
  readonly timestamp: number
  readonly category: string
  readonly level: SentryEvent['level']
  readonly message: string
  readonly data?: Readonly<Record<string, Json>> | undefined
}

/** By its debug id Sentry finds the source map of a file. */
interface SentryImage {
  readonly type: 'sourcemap'
  readonly code_file: string
  readonly debug_id: string
}

export interface SentryException {
  readonly type: string
  readonly value: string
  readonly mechanism: SentryMechanism
  /** The outermost call first. */
  readonly stacktrace?: { readonly frames: readonly SentryFrame[] } | undefined
}

export interface SentryMechanism {
  readonly type: string
  readonly handled: boolean
  readonly exception_id: number
  readonly parent_id?: number | undefined
  readonly source?: string | undefined
  readonly is_exception_group?: boolean | undefined
  readonly synthetic?: boolean | undefined
}

export interface SentryFrame {
  readonly function: string
  readonly filename?: string | undefined
  readonly abs_path?: string | undefined
  readonly lineno?: number | undefined
  readonly colno?: number | undefined
  readonly in_app: boolean
  readonly pre_context?: readonly string[] | undefined
  readonly context_line?: string | undefined
  readonly post_context?: readonly string[] | undefined
}
