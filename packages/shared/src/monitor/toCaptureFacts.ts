import { emptyScope, toTags, toUser } from '../enrich/scopeData.ts'
import type { Contexts } from '../model/attributes.ts'
import type { ScopeData } from '../model/scope.ts'
import { type Severity, severities } from '../model/severity.ts'
import { property } from '../primitives/attempt.ts'
import { toJson } from '../primitives/toJson.ts'

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
      ...(typeof user === 'object' && user !== null && { user: toUser(user) }),
    },
  }
}

const toContexts = (value: unknown): Contexts => {
  const contexts = toJson(value ?? {})
  return typeof contexts === 'object' && contexts !== null && !Array.isArray(contexts)
    ? (contexts as Contexts)
    : {}
}
