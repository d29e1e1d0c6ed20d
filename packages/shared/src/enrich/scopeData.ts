import type { Tags, User } from '../model/attributes.ts'
import type { ScopeData } from '../model/scope.ts'
import { attempt, isObject, property, textOf } from '../primitives/attempt.ts'
import { clip } from '../primitives/toJson.ts'

const mostTags = 50
const longestName = 200
const longestValue = 1_024

export const emptyScope: ScopeData = { tags: {}, contexts: {} }

/** What `upper` says on top of `lower`. */
export const overlay = (lower: ScopeData, upper: ScopeData): ScopeData =>
  upper === emptyScope
    ? lower
    : {
        ...lower,
        ...upper,
        tags: { ...lower.tags, ...upper.tags },
        contexts: { ...lower.contexts, ...upper.contexts },
      }

/** Tags out of any value at all: what is no tag is left out, and the rest is cut to size. */
export const toTags = (value: unknown): Tags => {
  const names = attempt(() => Object.keys(isObject(value) ? value : {}), [])
  const entries = names.slice(0, mostTags).flatMap((name) => {
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
