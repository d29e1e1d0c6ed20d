import { emptyScope, lastNames, longestName, toTags, toUser } from '../enrich/scopeData.ts'
import type { Contexts } from '../model/attributes.ts'
import type { ScopeData } from '../model/scope.ts'
import { type Severity, severities } from '../model/severity.ts'
import { isObject, property } from '../primitives/attempt.ts'
import { clip, toJson } from '../primitives/toJson.ts'

interface CaptureFacts {
  readonly severity: Severity
  readonly scope: ScopeData
}

/** What the options of one capture say, whatever they are. */
export const toCaptureFacts = (options: unknown, byDefault: 'error' | 'info'): CaptureFacts => {
  if (options === undefined) return { severity: byDefault, scope: emptyScope }
  const severity = property(options, 'severity')
  const user = property(options, 'user')
  return {
    severity: severities.find((known) => known === severity) ?? byDefault,
    scope: {
      tags: toTags(property(options, 'tags')),
      contexts: toContexts(property(options, 'contexts')),
      ...(isObject(user) && { user: toUser(user) }),
    },
  }
}

/** Each by itself, as those that a scope is given. */
const toContexts = (value: unknown): Contexts =>
  Object.fromEntries(
    lastNames(value).map((name) => [clip(name, longestName), toJson(property(value, name))]),
  )
