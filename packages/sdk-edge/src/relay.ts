export { HoldfastConfigError } from '@holdfast/shared'
export type {
  AllowOptions,
  ClientIp,
  FetchContext,
  RefusalReason,
  Relay,
  RelayOptions,
  RelayRateOptions,
  RelayStats,
  RequestFacts,
  TrustOptions,
} from '@holdfast/shared/relay'
export { type EdgeRelay, relay } from './relay/relay.ts'
