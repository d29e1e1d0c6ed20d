import type { Guard } from '../diagnostics/guard.ts'
import type { Scope, ScopeData } from '../model/scope.ts'
import { clip, toJson } from '../primitives/toJson.ts'
import { toTags, toUser } from './scopeData.ts'

const mostContexts = 50

/** A scope that starts from `initial`. Forking one is as cheap as starting another from its data. */
export const createScope = (initial: ScopeData, guard: Guard): Scope => {
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
      change('setContext', () => {
        const contexts = { ...data.contexts, [clip(String(name), 200)]: toJson(context) }
        return { contexts: Object.fromEntries(Object.entries(contexts).slice(-mostContexts)) }
      }),
  }
}
