import type { Tags, User } from '../model/attributes.ts'
import type { ScopeData } from '../model/scope.ts'
import { attempt, isObject, property, textOf } from '../primitives/attempt.ts'
import { clip } from '../primitives/toJson.ts'

const most = 50
export const longestName: number = 200
const longestValue = 1_024

export const emptyScope: ScopeData = { tags: {}, contexts: {} }

/** What `upper` says on top of `lower`. */
export const overlay = (lower: ScopeData, upper: ScopeData): ScopeData =>
  upper === emptyScope
    ? lower
    : {
        ...lower,
        ...upper,
        tags: latest({ ...lower.tags, ...upper.tags }),
        contexts: latest({ ...lower.contexts, ...upper.contexts }),
      }

/** Of tags, and of contexts, those that were set last. */
const latest = <Value>(
  record: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> => {
  const entries = Object.entries(record)
  return entries.length > most ? Object.fromEntries(entries.slice(-most)) : record
}

/** The names of a value's members, of any value at all: as many as a scope keeps. */
export const lastNames = (value: unknown): readonly string[] =>
  attempt(() => Object.keys(isObject(value) ? value : {}), []).slice(-most)

/** Tags out of any value at all: what is no tag is left out, and the rest is cut to size. */
export const toTags = (value: unknown): Tags => {
  const entries = lastNames(value).flatMap((name) => {
    const tag = property(value, name)
    const told = typeof tag === 'string' ? clip(tag, longestValue) : tag
    return typeof told === 'string' || typeof told === 'boolean' || Number.isFinite(told)
      ? [[clip(name, longestName), told]]
      : []
  })
  return Object.fromEntries(entries)
}

/** The three facts of a user that we take, and no other property. */
export const toUser = (value: unknown): User => {
  const text = (name: string): string | undefined =>
    clip(textOf(property(value, name)), longestValue) || undefined
  return { id: text('id'), name: text('name'), email: text('email') }
}
