import type { Guard } from '../diagnostics/guard.ts'
import type { Scope, ScopeData } from '../model/scope.ts'
import type { Clock } from '../ports/clock.ts'
import { clip, toJson } from '../primitives/toJson.ts'
import { toTags, toUser } from './scopeData.ts'
import { toBreadcrumb } from './toBreadcrumb.ts'

const mostContexts = 50
const mostBreadcrumbs = 100
const mostFlags = 100
const mostOfFingerprint = 20
const longestName = 200

interface ScopeParts {
  readonly guard: Guard
  readonly clock: Clock
}

/** A scope that starts from `initial`. Forking one is as cheap as starting another from its data. */
export const createScope = (initial: ScopeData, { guard, clock }: ScopeParts): Scope => {
  let data = initial
  const change = (name: string, makeChange: () => Partial<ScopeData>): void =>
    guard(name, () => {
      data = { ...data, ...makeChange() }
    })
  return {
    get data() {
      return data
    },
    setUser: (user) => change('setUser', () => ({ user: user ? toUser(user) : undefined })),
    setTags: (tags) =>
      change('setTags', () => ({ tags: toTags({ ...data.tags, ...toTags(tags) }) })),
    setContext: (name, context) =>
      change('setContext', () => ({
        contexts: withLatest(data.contexts, [name, toJson(context)], mostContexts),
      })),
    addBreadcrumb: (facts) =>
      change('addBreadcrumb', () => ({
        breadcrumbs: [
          ...(data.breadcrumbs ?? []).slice(1 - mostBreadcrumbs),
          toBreadcrumb(facts, clock.wall()),
        ],
      })),
    clearBreadcrumbs: () => change('clearBreadcrumbs', () => ({ breadcrumbs: undefined })),
    setFingerprint: (fingerprint) =>
      change('setFingerprint', () => ({ fingerprint: toFingerprint(fingerprint) })),
    setFlag: (name, value) =>
      change('setFlag', () => ({
        flags: withLatest(data.flags ?? {}, [name, value === true], mostFlags),
      })),
  }
}

/** The entry stands last; of more than so many, those that were set longest ago go. */
const withLatest = <Value>(
  known: Readonly<Record<string, Value>>,
  [name, value]: readonly [unknown, Value],
  most: number,
): Readonly<Record<string, Value>> => {
  const key = clip(String(name), longestName)
  const others = Object.entries(known).filter(([other]) => other !== key)
  return Object.fromEntries([...others, [key, value] as const].slice(-most))
}

const toFingerprint = (value: unknown): readonly string[] | undefined => {
  if (!Array.isArray(value) || value.length === 0) return undefined
  return value.slice(0, mostOfFingerprint).map((part) => clip(String(part), longestName))
}
