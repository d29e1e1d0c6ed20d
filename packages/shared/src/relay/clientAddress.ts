import { readAddress } from './readAddress.ts'
import type { RelaySettings } from './readRelayOptions.ts'
import type { RelayRequest } from './relayHost.ts'

/** The address of the client: as the site's own proxy tells it, where there is one. */
export const clientAddressOf = (
  request: RelayRequest,
  trust: RelaySettings['trust'],
): string | undefined => {
  if (!trust) return request.address
  const entries = (request.header(trust.header) ?? '').slice(-1_024).split(',')
  const entry = entries.at(-trust.hops)?.trim() ?? ''
  return readAddress(entry) ? entry : request.address
}
