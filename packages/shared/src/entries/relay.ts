export { createRelay, type ShapelessRelay } from '../relay/createRelay.ts'
export {
  createFetchShape,
  type FetchContext,
  type FetchRequest,
} from '../relay/fetchShape.ts'
export type { ClientIp } from '../relay/hideAddresses.ts'
export { type RelaySettings, readRelayOptions } from '../relay/readRelayOptions.ts'
export type { RefusalReason } from '../relay/refusal.ts'
export type { Relay } from '../relay/relay.ts'
export type {
  BodyListener,
  KeepAlive,
  RelayAnswer,
  RelayHost,
  RelayRequest,
  Unpack,
} from '../relay/relayHost.ts'
export type {
  AllowOptions,
  RelayOptions,
  RelayRateOptions,
  RequestFacts,
  TrustOptions,
} from '../relay/relayOptions.ts'
export type { RelayStats } from '../relay/relayStats.ts'
