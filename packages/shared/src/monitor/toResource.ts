import type { NamedVersion, Resource } from '../model/resource.ts'
import type { MonitorOptions } from './monitorOptions.ts'

interface Origin {
  readonly sdk: NamedVersion
  readonly platform: NamedVersion
}

export const toResource = (
  { service, release, environment }: MonitorOptions,
  { sdk, platform }: Origin,
): Resource => ({
  service,
  ...(release !== undefined && { release }),
  ...(environment !== undefined && { environment }),
  sdk,
  runtime: platform,
})
