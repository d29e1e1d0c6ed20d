import type { Exception, Frame } from '../../model/exception.ts'
import { type Severity, severities } from '../../model/severity.ts'
import type { Signal } from '../../model/signal.ts'
import { property } from '../../primitives/attempt.ts'

/** What every form of a signal shows, of a kind that is not known here, too. */
export interface Outline {
  readonly severity: Severity
  readonly title: string
  readonly exceptions: readonly Exception[]
  /** What else there is, by its name: what says nothing is left out. */
  readonly notes: readonly (readonly [name: string, value: unknown])[]
}

/** What stands in a place of its own. */
const placed: ReadonlySet<string> = new Set([
  'kind',
  'id',
  'time',
  'resource',
  'scope',
  'severity',
  'message',
  'name',
  'exceptions',
  'images',
])

export const outlineOf = (signal: Signal): Outline => {
  const { tags, user, flags, contexts, fingerprint, trace, breadcrumbs } = signal.scope
  const exceptions = signal.kind === 'error' ? signal.exceptions : []
  const own = Object.entries(signal).filter(([name]) => !placed.has(name))
  const mechanism = exceptions[0]?.mechanism
  return {
    severity: severityOf(signal),
    title: titleOf(signal, exceptions),
    exceptions,
    notes: Object.entries({
      uncaught: mechanism && !mechanism.handled ? mechanism.type : undefined,
      ...Object.fromEntries(own),
      tags,
      user,
      flags,
      fingerprint,
      trace,
      contexts,
      breadcrumbs: breadcrumbs?.length || undefined,
    }).filter(([, value]) => saysSomething(value)),
  }
}

/** Of a kind that has none, it is as good as any other. */
export const severityOf = (signal: Signal): Severity => {
  const severity = property(signal, 'severity')
  return severities.includes(severity as Severity) ? (severity as Severity) : 'info'
}

const titleOf = (signal: Signal, [thrown]: readonly Exception[]): string => {
  if (thrown) return headOf(thrown)
  const told = property(signal, 'message') ?? property(signal, 'name')
  return typeof told === 'string' ? told : ''
}

export const headOf = ({ type, message }: Exception): string =>
  message === '' ? type : `${type}: ${message}`

const saysSomething = (value: unknown): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  (typeof value !== 'object' || Object.keys(value).length > 0)

/** `at charge (app.js:1:2)`, as engines write it. */
export const callOf = ({ function: name, file, line, column }: Frame): string => {
  const place = [file ?? '<anonymous>', line, column].filter((part) => part !== undefined).join(':')
  return name === undefined ? `at ${place}` : `at ${name} (${place})`
}
