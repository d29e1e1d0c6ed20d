import type { Tags, User } from '../model/attributes.ts'
import type { ScopeData } from '../model/scope.ts'
import { attempt, property } from '../primitives/attempt.ts'
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
  if (typeof value !== 'object' || value === null) return {}
  const tags: [string, string | number | boolean][] = []
  for (const name of attempt(() => Object.keys(value), []).slice(0, mostTags)) {
    const tag = property(value, name)
    if (typeof tag === 'string') tags.push([clip(name, longestName), clip(tag, longestValue)])
    if (Number.isNaN(tag) || tag === Infinity || tag === -Infinity) continue
    if (typeof tag === 'number' || typeof tag === 'boolean')
      tags.push([clip(name, longestName), tag])
  }
  return Object.fromEntries(tags)
}

/** The three facts of a user that we take, and no other property. */
export const toUser = (value: unknown): User => {
  const text = (name: string): string | undefined => {
    const fact = property(value, name)
    return typeof fact === 'string' || typeof fact === 'number'
      ? clip(String(fact), longestValue)
      : undefined
  }
  return { id: text('id'), name: text('name'), email: text('email') }
}
