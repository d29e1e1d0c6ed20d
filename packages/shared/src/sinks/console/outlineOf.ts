import type { Json } from '../../model/attributes.ts'
import type { Exception, Frame } from '../../model/exception.ts'
import { type Severity, severities } from '../../model/severity.ts'
import type { Signal } from '../../model/signal.ts'
import { isObject, property } from '../../primitives/attempt.ts'
import { toJson } from '../../primitives/toJson.ts'

/** What every form of a signal shows, of a kind that is not known here, too. */
export interface Outline {
  readonly severity: Severity
  readonly title: string
  readonly exceptions: readonly Exception[]
  /** What else there is, by its name: what says nothing is left out. */
  readonly notes: readonly (readonly [name: string, value: Json])[]
}

/** What stands in a place of its own. */
const placed: ReadonlySet<string> = new Set([
  'kind',
  'id',
  'time',
  'resource',
  'scope',
  'severity',
  'exceptions',
  'images',
])

export const outlineOf = (signal: Signal): Outline => {
  const { tags, user, flags, contexts, fingerprint, trace, breadcrumbs } = signal.scope
  const exceptions = signal.kind === 'error' ? signal.exceptions : []
  const titled = property(signal, 'message') === undefined ? 'name' : 'message'
  const own = Object.entries(signal)
    .filter(([name]) => !placed.has(name) && name !== titled)
    // Hundreds of counts tell nobody anything.
    .map(([name, value]) => [
      name,
      name === 'histogram' ? { ...value, positive: undefined, negative: undefined } : value,
    ])
  const mechanism = exceptions[0]?.mechanism
  return {
    severity: severityOf(signal),
    title: titleOf(property(signal, titled), exceptions),
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
    })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, toJson(withoutGaps(value))] as const)
      // After it has been cut: a list of millions is not to be asked for its members.
      .filter(([, value]) => saysSomething(value)),
  }
}

/** Of a kind that has none, it is as good as any other. */
export const severityOf = (signal: Signal): Severity => {
  const severity = property(signal, 'severity')
  return severities.includes(severity as Severity) ? (severity as Severity) : 'info'
}

const titleOf = (told: unknown, [thrown]: readonly Exception[]): string => {
  if (thrown) return headOf(thrown)
  return typeof told === 'string' ? told : ''
}

export const headOf = ({ type, message }: Exception): string =>
  message === '' ? type : `${type}: ${message}`

/** Of a record, what is not there is not to be shown as something. */
const withoutGaps = (value: unknown): unknown =>
  isObject(value) && Object.getPrototypeOf(value) === Object.prototype
    ? Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined))
    : value

const saysSomething = (value: Json): boolean =>
  value !== null && value !== '' && (!isObject(value) || Object.keys(value).length > 0)

/** `at charge (app.js:1:2)`, as engines write it. */
export const callOf = ({ function: name, file, line, column }: Frame): string => {
  const place = [file ?? '<anonymous>', line, column].filter((part) => part !== undefined).join(':')
  return name === undefined ? `at ${place}` : `at ${name} (${place})`
}
