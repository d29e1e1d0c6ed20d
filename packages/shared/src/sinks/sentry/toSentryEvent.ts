import type { Contexts, Json, Tags } from '../../model/attributes.ts'
import type { Breadcrumb } from '../../model/breadcrumb.ts'
import type { Exception, Frame } from '../../model/exception.ts'
import type { Severity } from '../../model/severity.ts'
import type { ErrorSignal } from '../../model/signal.ts'
import { clip } from '../../primitives/toJson.ts'
import type { SentryBreadcrumb, SentryEvent, SentryException, SentryFrame } from './sentryEvent.ts'

/** Sentry leaves out a tag, or a flag, whose name or value is longer. */
const longestTag = 200

export const toSentryEvent = (signal: ErrorSignal): SentryEvent => {
  const { id, time, severity, message, exceptions, images, resource, scope } = signal
  const { service, release, environment, runtime, sdk } = resource
  const { user, tags, breadcrumbs, fingerprint } = scope
  return {
    event_id: id,
    timestamp: time / 1_000,
    platform: runtime.name === 'node' ? 'node' : 'javascript',
    level: toLevel(severity),
    release,
    environment,
    ...(exceptions.length > 0
      ? { exception: { values: exceptions.map(toSentryException).reverse() } }
      : { message }),
    tags: Object.fromEntries(
      Object.entries({ service, ...tags }).map(([name, value]) => [toName(name), toTag(value)]),
    ),
    contexts: toContexts(signal),
    user: user && { id: user.id, username: user.name, email: user.email },
    breadcrumbs: breadcrumbs?.map(toSentryBreadcrumb),
    fingerprint,
    debug_meta: images && {
      images: images.map(({ file, debugId }) => ({
        type: 'sourcemap',
        code_file: file,
        debug_id: debugId,
      })),
    },
    sdk,
  }
}

/** Of other characters Sentry takes none; for a space it writes a hyphen itself. */
const toName = (name: string): string => name.slice(0, longestTag).replace(/[^\w.:-]/g, '-')

const toTag = (value: Tags[string]): string =>
  clip(String(value), longestTag - 1).replace(/\n/g, ' ')

const toLevel = (severity: Severity): SentryEvent['level'] =>
  severity === 'warn' ? 'warning' : severity

/** Sentry has a place of its own for some facts, among the contexts; what the app says stands last. */
const toContexts = ({ exceptions, resource, scope, cut, heldBack }: ErrorSignal): Contexts => {
  const { contexts, flags, trace } = scope
  const ofErrors = exceptions.flatMap(({ properties }, index) =>
    properties ? [[nameOf(exceptions, index), properties] as const] : [],
  )
  const own = {
    runtime: { ...resource.runtime },
    flags: flags && {
      values: Object.entries(flags).map(([flag, result]) => ({ flag: toName(flag), result })),
    },
    trace: trace && { trace_id: trace.traceId, span_id: trace.spanId },
    holdfast: cut || heldBack ? { cut: cut?.join(', '), heldBack } : undefined,
  }
  const told = Object.entries(contexts).map(([name, context]) => [name, toContext(context)])
  return {
    ...Object.fromEntries(ofErrors),
    ...(own as Contexts),
    ...Object.fromEntries(told),
  }
}

/** Its type; of a second of that type, its place in the list besides. */
const nameOf = (exceptions: readonly Exception[], index: number): string => {
  const type = exceptions[index]?.type ?? ''
  return exceptions.findIndex((one) => one.type === type) === index
    ? type
    : `${type} (${index + 1})`
}

/** Sentry leaves out what is no record. */
const toContext = (value: Json): Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : { value }

const toSentryBreadcrumb = (breadcrumb: Breadcrumb): SentryBreadcrumb => {
  const { time, category, severity, message, data } = breadcrumb
  return { timestamp: time / 1_000, category, level: toLevel(severity), message, data }
}

/** Sentry links exceptions by numbers: each that another names as its cause tells which. */
const toSentryException = (
  { type, message, mechanism, stack }: Exception,
  index: number,
  all: readonly Exception[],
): SentryException => {
  const { handled, parent, source, synthetic } = mechanism
  const isGroup = all.some(
    (one) => one.mechanism.parent === index && one.mechanism.source?.startsWith('errors['),
  )
  return {
    type,
    value: message,
    mechanism: {
      type: parent === undefined ? mechanism.type : 'chained',
      handled,
      exception_id: index,
      parent_id: parent,
      source,
      is_exception_group: isGroup || undefined,
      synthetic,
    },
    stacktrace:
      stack && 'frames' in stack
        ? { frames: stack.frames.map(toSentryFrame).reverse() }
        : undefined,
  }
}

const toSentryFrame = ({ function: name, file, line, column, inApp }: Frame): SentryFrame => ({
  function: name ?? '?',
  filename: file,
  abs_path: file,
  lineno: line,
  colno: column,
  in_app: inApp,
})
