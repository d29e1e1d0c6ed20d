import type { Contexts, Json, Tags } from '../../model/attributes.ts'
import type { Breadcrumb } from '../../model/breadcrumb.ts'
import type { Exception, Frame, Mechanism } from '../../model/exception.ts'
import type { Severity } from '../../model/severity.ts'
import type { ErrorSignal } from '../../model/signal.ts'
import { isObject } from '../../primitives/attempt.ts'
import { jsonBytes } from '../../primitives/jsonBytes.ts'
import { clip } from '../../primitives/toJson.ts'
import { type Cut, createCut } from './createCut.ts'
import type { SentryBreadcrumb, SentryEvent, SentryException, SentryFrame } from './sentryEvent.ts'

/** Of the name of a tag or of a flag, and of a tag's value. */
const longestTag = 200
/** Sentry writes its type into each. */
const largestContext = 8_192 - 256

/** Of the request that is being served; what an app sets in its place may be anything. */
type ToldRequest = Readonly<Partial<Record<'method' | 'url' | 'route', string>>>

export const toSentryEvent = (signal: ErrorSignal): SentryEvent => {
  const { id, time, severity, message, exceptions, images, resource, scope } = signal
  const { service, release, environment, runtime, sdk } = resource
  const { user, tags, breadcrumbs, fingerprint, contexts } = scope
  const { method, url, route } = { ...(contexts['request'] as ToldRequest | null) }
  const marks = new Set(signal.cut)
  const cut = createCut(marks)
  return {
    event_id: id,
    timestamp: time / 1_000,
    platform: runtime.name === 'node' ? 'node' : 'javascript',
    level: toLevel(severity),
    release: cut('release', toFileName(release), 200),
    environment: cut('environment', toFileName(environment), 64),
    transaction: route && `${method} ${route}`,
    request: url ? { method, url } : undefined,
    ...(exceptions.length > 0
      ? { exception: { values: exceptions.map(toSentryException(runtime.name, cut)).reverse() } }
      : { message }),
    tags: toSentryTags({ service, ...tags }, cut),
    user: user && {
      id: cut('user', user.id, 128),
      username: cut('user', user.name, 128),
      email: cut('user', user.email, 75),
    },
    breadcrumbs: breadcrumbs?.map(toSentryBreadcrumb(cut)),
    fingerprint,
    debug_meta: images && {
      images: images.map(({ file, debugId }) => ({
        type: 'sourcemap',
        code_file: toAbsolutePath(toPath(file)),
        debug_id: debugId,
      })),
    },
    // Without it Sentry takes the address that a page sends from for its user's, and keeps it.
    sdk: { ...sdk, settings: { infer_ip: 'never' } },
    // Last, for they tell what was cut.
    contexts: toContexts(signal, cut, marks),
  }
}

/** Sentry leaves out tags of these names, for it makes them itself. */
const takenNames = /^(?:release|environment|dist|user|filename|function)$/

const toSentryTags = (tags: Tags, cut: Cut): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(tags).map(([name, value]) => [
      toName(cut('tags', name, longestTag)).replace(takenNames, 'tag.$&'),
      cut('tags', String(value).replace(/\n/g, ' '), longestTag),
    ]),
  )

/** Of other characters Sentry takes none; for a space it writes a hyphen itself. */
const toName = (name: string): string => name.replace(/[^\w.:-]/g, '-')

/** In these names Sentry takes no path. */
const toFileName = (name: string | undefined): string | undefined =>
  name?.replace(/[/\\\r\n\t\f]/g, '-')

const toLevel = (severity: Severity): SentryEvent['level'] =>
  severity === 'warn' ? 'warning' : severity

/** Sentry has a place of its own for some facts, among the contexts; what the app says stands last. */
const toContexts = (signal: ErrorSignal, cut: Cut, marks: Set<string>): Contexts => {
  const { exceptions, resource, scope, heldBack } = signal
  const { contexts, flags, trace } = scope
  const own = {
    runtime: { ...resource.runtime },
    flags: flags && {
      values: Object.entries(flags).map(([flag, result]) => ({
        flag: toName(cut('flags', flag, longestTag)),
        result,
      })),
    },
    trace: trace && { trace_id: trace.traceId, span_id: trace.spanId },
  }
  const toEntry = ([name, value]: readonly [string, Json]): readonly [string, Json] => {
    // Of these Sentry keeps the beginning, and nothing here would choose better.
    if (jsonBytes(value) > largestContext) marks.add(`contexts.${clip(name, 40)}`)
    return [name, toContext(value)]
  }
  const told = Object.fromEntries(Object.entries(contexts).map(toEntry))
  const ofErrors = exceptions.flatMap(({ properties }, index) =>
    properties ? [toEntry([nameOf(exceptions, index), properties])] : [],
  )
  const holdfast =
    marks.size > 0 || heldBack ? { cut: [...marks].join(', ') || undefined, heldBack } : undefined
  return { ...Object.fromEntries(ofErrors), ...({ ...own, holdfast } as Contexts), ...told }
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
  isObject(value) && !Array.isArray(value) ? value : { value }

const toSentryBreadcrumb =
  (cut: Cut) =>
  ({ time, category, severity, message, data }: Breadcrumb): SentryBreadcrumb => ({
    timestamp: time / 1_000,
    category: cut('breadcrumbs.category', category, 128),
    level: toLevel(severity),
    message,
    data,
  })

/** As Sentry's own packages name them, for rules and searches in Sentry that go by them. */
const toMechanismType = (type: Mechanism['type'], host: string): string => {
  if (type === 'captured') return 'generic'
  if (type === 'cause') return 'chained'
  const place = host === 'browser' ? 'browser.global_handlers' : host
  return `auto.${place}.on${type.replace('global', '').toLowerCase()}`
}

/** Sentry links exceptions by numbers: each that another names as its cause tells which. */
const toSentryException =
  (host: string, cut: Cut) =>
  (
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
        type: toMechanismType(mechanism.type, host),
        handled,
        exception_id: index,
        parent_id: parent,
        source,
        is_exception_group: isGroup || undefined,
        synthetic,
      },
      stacktrace:
        stack && 'frames' in stack
          ? {
              frames: stack.frames
                .map((frame) => toSentryFrame(frame, cut('function', frame.function, 256)))
                .reverse(),
            }
          : undefined,
    }
  }

const toSentryFrame = ({ file, line, column, inApp, source }: Frame, name = '?'): SentryFrame => {
  const path = file && toPath(file)
  const absolute = path && toAbsolutePath(path)
  return {
    function: name,
    filename: path,
    // Of an address Sentry makes both itself, where it is told only one.
    abs_path: absolute === path ? undefined : absolute,
    lineno: line,
    colno: column,
    in_app: inApp,
    pre_context: source?.before,
    context_line: source?.line,
    post_context: source?.after,
  }
}

/** Sentry compares files with those of a repository, which are paths. */
const toPath = (file: string): string => file.replace(/^file:\/\/(?:\/(?=[a-z]:))?/i, '')

/** A worker's file has a bare name, and Sentry finds no source map for one. */
const toAbsolutePath = (path: string): string => (/^\w[^:]*$/.test(path) ? `/${path}` : path)
