import type { Outbox } from '../deliver/outbox.ts'
import type { DebugChannel } from '../diagnostics/debugChannel.ts'
import type { Guard } from '../diagnostics/guard.ts'
import { toUser } from '../enrich/scopeData.ts'
import { consents } from '../model/consent.ts'
import type { Scope } from '../model/scope.ts'
import type { Monitor } from './monitor.ts'

interface ConsentParts {
  readonly outbox: Outbox
  /** The scope of all that the monitor captures. */
  readonly root: Scope
  readonly guard: Guard
  readonly debug: DebugChannel
}

/** What those whom signals are about may say. */
export const createConsent = ({
  outbox,
  root,
  guard,
  debug,
}: ConsentParts): Pick<Monitor, 'setConsent' | 'forget'> => ({
  setConsent: (consent) =>
    guard('setConsent', () => {
      if (!consents.includes(consent)) {
        debug.sayOnce('consentUnknown', `It is one of ${consents.join(', ')}; pending is assumed.`)
      }
      if (consent === 'denied') root.clearBreadcrumbs()
      outbox.setConsent(consent)
    }),
  forget: async (userId) => {
    const { id } = toUser({ id: userId })
    return id === undefined ? 0 : outbox.erase((about) => about === id, 'forgotten')
  },
})
