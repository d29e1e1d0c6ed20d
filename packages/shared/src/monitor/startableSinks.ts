import type { Instrument } from '../ports/instrument.ts'
import type { SinkHost, UsableSink } from '../ports/sink.ts'

/** The sinks that ask something of their monitor, as what starts and stops with it. */
export const startableSinks = (
  sinks: readonly UsableSink[],
  hostOf: (name: string) => SinkHost,
): readonly Instrument[] =>
  sinks.flatMap((sink) => {
    const { name } = sink
    const start = 'start' in sink ? () => sink.start?.(hostOf(name)) ?? nothing : undefined
    return start ? [{ name, start }] : []
  })

const nothing = (): void => undefined
