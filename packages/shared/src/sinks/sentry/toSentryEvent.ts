import type { User } from '../../model/attributes.ts'
import type { Exception, Frame } from '../../model/exception.ts'
import type { NamedVersion } from '../../model/resource.ts'
import type { Severity } from '../../model/severity.ts'
import type { ErrorSignal } from '../../model/signal.ts'
import type { SentryEvent, SentryException, SentryFrame } from './sentryEvent.ts'

export const toSentryEvent = (signal: ErrorSignal): SentryEvent => {
  const { resource, scope, exceptions } = signal
  return {
    event_id: signal.id,
    timestamp: signal.time / 1_000,
    platform: resource.runtime.name === 'node' ? 'node' : 'javascript',
    level: toLevel(signal.severity),
    ...(resource.release !== undefined && { release: resource.release }),
    ...(resource.environment !== undefined && { environment: resource.environment }),
    ...(exceptions.length > 0
      ? { exception: { values: exceptions.map(toSentryException).reverse() } }
      : { message: signal.message }),
    tags: { service: resource.service, ...scope.tags },
    contexts: { ...scope.contexts, runtime: toRuntimeContext(resource.runtime) },
    ...(scope.user && { user: toSentryUser(scope.user) }),
    sdk: { name: resource.sdk.name, version: resource.sdk.version ?? '0.0.0' },
  }
}

const toLevel = (severity: Severity): SentryEvent['level'] =>
  severity === 'warn' ? 'warning' : severity

const toRuntimeContext = ({ name, version }: NamedVersion): Record<string, string> => ({
  name,
  ...(version !== undefined && { version }),
})

const toSentryUser = ({ id, name, email }: User): SentryEvent['user'] & object => ({
  ...(id !== undefined && { id }),
  ...(name !== undefined && { username: name }),
  ...(email !== undefined && { email }),
})

/** Sentry links a chain by numbers: the thrown value is 0, and each cause names its parent. */
const toSentryException = (exception: Exception, index: number): SentryException => {
  const { type, message, mechanism, stack } = exception
  return {
    type,
    value: message,
    mechanism: {
      type: index > 0 ? 'chained' : mechanismTypes[mechanism.type],
      handled: mechanism.handled,
      exception_id: index,
      ...(index > 0 && { parent_id: index - 1, source: 'cause' }),
    },
    ...(stack &&
      'frames' in stack && { stacktrace: { frames: stack.frames.map(toSentryFrame).reverse() } }),
  }
}

/** Sentry's names for how an exception was caught. */
const mechanismTypes: Readonly<Record<Exception['mechanism']['type'], string>> = {
  captured: 'generic',
  globalError: 'onerror',
  unhandledRejection: 'onunhandledrejection',
  uncaughtException: 'onuncaughtexception',
  handler: 'handler',
  cause: 'chained',
}

const toSentryFrame = (frame: Frame): SentryFrame => ({
  function: frame.function ?? '?',
  ...(frame.file !== undefined && { filename: frame.file, abs_path: frame.file }),
  ...(frame.line !== undefined && { lineno: frame.line }),
  ...(frame.column !== undefined && { colno: frame.column }),
  in_app: frame.inApp,
})
