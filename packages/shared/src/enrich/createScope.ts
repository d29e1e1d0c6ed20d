import type { Guard } from '../diagnostics/guard.ts'
import type { Scope, ScopeData } from '../model/scope.ts'
import { clip, toJson } from '../primitives/toJson.ts'
import { toTags, toUser } from './scopeData.ts'

const mostContexts = 50

/** A scope that starts from `initial`. Forking one is as cheap as starting another from its data. */
export const createScope = (initial: ScopeData, guard: Guard): Scope => {
  let data = initial
  return {
    get data() {
      return data
    },
    setUser: (user) =>
      guard(
        'setUser',
        () => {
          const { user: _, ...others } = data
          data = user === undefined || user === null ? others : { ...others, user: toUser(user) }
        },
        undefined,
      ),
    setTags: (tags) =>
      guard(
        'setTags',
        () => {
          data = { ...data, tags: toTags({ ...data.tags, ...toTags(tags) }) }
        },
        undefined,
      ),
    setContext: (name, context) =>
      guard(
        'setContext',
        () => {
          const entry = [clip(String(name), 200), toJson(context)]
          const contexts = [...Object.entries(data.contexts), entry].slice(-mostContexts)
          data = { ...data, contexts: Object.fromEntries(contexts) }
        },
        undefined,
      ),
  }
}
