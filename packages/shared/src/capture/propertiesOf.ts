import type { Json } from '../model/attributes.ts'
import { attempt, property } from '../primitives/attempt.ts'
import { toJson } from '../primitives/toJson.ts'
import type { Looks } from './looksOf.ts'

const mostProperties = 20
const mostItems = 1_000
const none: readonly string[] = []

/** What is told elsewhere, and what every event carries. */
const toldElsewhere = /^(?:name|message|stack|cause|errors|isTrusted)$/

/** The names of what a value carries of its own, as many as are told. */
export const keysOf = (value: object): readonly string[] => {
  // Even asking a text or an array of megabytes for its names would take long.
  const length = property(value, 'length')
  return typeof length === 'number' && length > mostItems ? none : ownKeys(value)
}

const ownKeys = (value: object): readonly string[] => {
  const keys = attempt(() => Object.keys(value), none)
  return keys.length > mostProperties ? keys.slice(0, mostProperties) : keys
}

/** What a thrown value carries besides what every error has: `code`, `status`; not its methods. */
export const propertiesOf = (
  { value, code }: Looks,
  isError: boolean,
): Readonly<Record<string, Json>> | undefined => {
  if (typeof value !== 'object' || value === null) return undefined
  const keys = isError ? ownKeys(value) : keysOf(value)
  // A DOMException inherits its code, which is 0 for the names that have none.
  if (keys.length === 0 && !code) return undefined
  const names = keys.filter((key) => key !== 'code' && !toldElsewhere.test(key))
  const members = (code ? ['code', ...names] : names)
    .map((name): readonly [string, unknown] => [name, property(value, name)])
    .filter(([, member]) => member !== undefined && typeof member !== 'function')
  const copied = toJson(Object.fromEntries(members))
  return members.length > 0 ? (copied as Readonly<Record<string, Json>>) : undefined
}
