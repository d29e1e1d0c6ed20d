import type { Attributes, Clock, Histogram, Scheduler, Stop, WallTime } from '@holdfast/shared'

/** What the instrument knows of the host. Any of what the process should have may be missing. */
export interface MetricsHost {
  readonly process: NodeJS.Process
  readonly clock: Clock
  readonly scheduler: Pick<Scheduler, 'after'>
}

export interface RuntimeSettings {
  /** In milliseconds, as all here. */
  readonly every: number
  readonly resolution: number
}

/** What is captured of a metric, without what all of them have. */
export type Measured =
  | { readonly type: 'counter' | 'gauge'; readonly value: number; readonly unit?: string }
  | { readonly type: 'distribution'; readonly histogram: Histogram; readonly unit: string }

export interface Reading {
  /** Since when it is: the reading before, or the start. */
  readonly started: WallTime
  /** How long that was, in seconds. */
  readonly seconds: number
  tell(name: string, measured: Measured, attributes?: Attributes): void
}

/** One facility that is read now and then. */
export interface Source {
  read(reading: Reading): void
  readonly stop?: Stop
}

/** Throws where the host does not have it: its metrics are absent then. */
export type StartSource = (host: MetricsHost, settings: RuntimeSettings) => Source

export const gauge = (value: number, unit?: string): Measured => ({
  type: 'gauge',
  value,
  ...(unit !== undefined && { unit }),
})

export const counter = (value: number, unit: string): Measured => ({ type: 'counter', value, unit })
