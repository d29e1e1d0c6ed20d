import type { Json } from '../model/attributes.ts'
import { attempt, isObject, property } from '../primitives/attempt.ts'
import { toJson } from '../primitives/toJson.ts'
import { hasFindings } from './causesOf.ts'
import type { Looks } from './looksOf.ts'

const mostProperties = 20
const mostItems = 1_000
/** What is told elsewhere, and what every event carries. */
const toldElsewhere = /^(?:name|message|stack|code|cause|errors|isTrusted)$/

/** The names of what a value carries of its own, as many as are told. */
export const keysOf = (value: object): readonly string[] => {
  // Even asking a text or an array of megabytes for its names would take long.
  const length = property(value, 'length')
  return typeof length === 'number' && length > mostItems ? [] : ownKeys(value)
}

const ownKeys = (value: object): readonly string[] =>
  attempt(() => Object.keys(value), []).slice(0, mostProperties)

/** What a thrown value carries besides what every error has: `code`, `status`; not its methods. */
export const propertiesOf = (
  looks: Looks,
  isError: boolean,
): Readonly<Record<string, Json>> | undefined => {
  const { value, code } = looks
  if (!isObject(value)) return undefined
  const keys = isError ? ownKeys(value) : keysOf(value)
  // A DOMException inherits its code, which is 0 for the names that have none.
  if (keys.length === 0 && !code) return undefined
  const names = keys.filter(
    (key) => !toldElsewhere.test(key) || (key === 'errors' && hasFindings(looks)),
  )
  const members = (code ? ['code', ...names] : names)
    .map((name): readonly [string, unknown] => [name, property(value, name)])
    .filter(([, member]) => member !== undefined && typeof member !== 'function')
  return members[0] && (toJson(Object.fromEntries(members)) as Readonly<Record<string, Json>>)
}
