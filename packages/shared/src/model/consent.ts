/**
 * Whether those whom signals are about have agreed to it.
 *
 * - `granted`: signals are kept and sent.
 * - `pending`: it is not known yet. They are held in memory, and neither kept nor sent.
 * - `denied`: nothing is captured, and what is held goes.
 */
export type Consent = (typeof consents)[number]

export const consents = ['granted', 'pending', 'denied'] as const
