import {
  contentTypes,
  createRegistry,
  type ExpositionFormat,
  type PrometheusSettings,
  toProtobuf,
  toText,
  type View,
} from '@holdfast/shared/sinks/prometheus'
import { createSystemClock } from '@holdfast/shared/web-runtime'
import { shareRuns } from './shareRuns.ts'
import type { Exposition, Trunk } from './trunk.ts'

/** Of the part of the program that adds up what all have counted. */
export const createRoot = (settings: PrometheusSettings, collect: () => Promise<void>): Trunk => {
  const registry = createRegistry(settings, createSystemClock(globalThis).wall)
  const collectAll = shareRuns(collect)

  return {
    deliver: async ({ source, deltas, resource }) => {
      if (resource) registry.introduce(resource)
      registry.add(deltas, source)
    },
    forget: registry.forget,
    scrape: async (format) => {
      await collectAll()
      return toExposition(registry.view(), settings, format)
    },
  }
}

const toExposition = (view: View, settings: PrometheusSettings, format: string): Exposition => {
  if (format === 'protobuf') {
    const pieces = toProtobuf(view, settings, (text) => Buffer.from(text))
    return { contentType: contentTypes.protobuf, base64: Buffer.concat(pieces).toString('base64') }
  }
  const told: ExpositionFormat = format === 'openMetrics' ? 'openMetrics' : 'text'
  return { contentType: contentTypes[told], text: toText(view, settings, told === 'openMetrics') }
}
