import type { Consent } from '../../model/consent.ts'
import type { World } from './world.ts'

/** It lasts over lives: an app remembers what it was told. */
export const setConsentOf = ({ mood, life }: World, consent: Consent): void => {
  mood.consent = consent
  life.monitor.setConsent(consent)
  // They were given to the store, or went.
  if (consent !== 'pending') Object.assign(life.unwritten, { error: 0, event: 0, metric: 0 })
}
