import { createIndexOf } from '../aggregate/createIndexOf.ts'
import { createOpenHistogram, putInto, toHistogram } from '../aggregate/openHistogram.ts'
import type { Attributes } from '../model/attributes.ts'
import type { Histogram } from '../model/histogram.ts'
import type { Exemplar } from '../model/metric.ts'
import type { SignalId } from '../model/signal.ts'
import { wallTime } from '../model/units.ts'
import {
  type PrometheusOptions,
  readPrometheusOptions,
} from '../sinks/prometheus/prometheusOptions.ts'
import type { EncodeText } from '../sinks/prometheus/protobufWriter.ts'
import { createRegistry, type Delta, type Registry } from '../sinks/prometheus/registry.ts'
import { toProtobuf } from '../sinks/prometheus/toProtobuf.ts'
import { toText } from '../sinks/prometheus/toText.ts'
import { type ReadSample, readExposition } from './readExposition.ts'

interface Told {
  readonly attributes?: Attributes
  readonly unit?: string
  readonly source?: string
  readonly exemplar?: Exemplar
  readonly time?: number
}

interface PrometheusBench extends Registry {
  count(name: string, value: number, told?: Told): void
  gauge(name: string, value: number, told?: Told): void
  /** One distribution of these values. */
  record(name: string, values: readonly number[], told?: Told): void
  /** The clock of the host. */
  setClock(time: number): void
  text(isOpen?: boolean): string
  /** What a reader of the text finds. */
  samples(isOpen?: boolean): readonly ReadSample[]
  /** Of the protocol buffers. */
  pieces(encodeText: EncodeText): readonly Uint8Array[]
}

const indexOf = createIndexOf()

/** What values come to, as a monitor tells it. */
const histogramOf = (values: readonly number[]): Histogram => {
  const open = createOpenHistogram(indexOf)
  for (const value of values) putInto(open, value)
  return toHistogram(open)
}

/** Series of Prometheus, and what they are told as. */
export const setUpPrometheus = (options?: PrometheusOptions): PrometheusBench => {
  const { settings } = readPrometheusOptions(options)
  let wall = 1_000
  const registry = createRegistry(settings, () => wallTime(wall))
  wall = 100_000
  let ids = 0
  const add = (name: string, facts: object, told: Told = {}): void => {
    const { attributes = {}, source = '', time = 2_000, ...others } = told
    const id = String(ids++) as SignalId
    const delta = {
      kind: 'metric',
      id,
      time: wallTime(time),
      name,
      attributes,
      ...facts,
      ...others,
    }
    registry.add([delta as Delta], source)
  }
  const text = (isOpen = false): string => toText(registry.view(), settings, isOpen)
  return {
    ...registry,
    count: (name, value, told) => add(name, { type: 'counter', value }, told),
    gauge: (name, value, told) => add(name, { type: 'gauge', value }, told),
    record: (name, values, told) =>
      add(name, { type: 'distribution', histogram: histogramOf(values) }, told),
    setClock: (time) => {
      wall = time
    },
    text,
    samples: (isOpen) => readExposition(text(isOpen)),
    pieces: (encodeText) => toProtobuf(registry.view(), settings, encodeText),
  }
}
