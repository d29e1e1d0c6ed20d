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
export type { NodeHandler } from './relay/nodeShape.ts'
export { type NodeRelay, type NodeRelayOptions, relay } from './relay/relay.ts'
