import type { Guard } from '../diagnostics/guard.ts'
import type { Stop } from '../model/stop.ts'
import type { Capture, Instrument, Interior } from '../ports/instrument.ts'
import type { LocalSink } from '../ports/sink.ts'

interface Watch {
  /** Has each tell what it has gathered since it last did. */
  report(): void
  readonly stop: Stop
}

interface InstrumentHost {
  readonly capture: Omit<Capture, 'report'>
  readonly interior: Omit<Interior, 'name'>
  readonly guard: Guard
}

/** An instrument, or a sink that starts and stops with its monitor. */
export interface Startable
  extends Pick<Instrument, 'name' | 'report'>,
    Pick<LocalSink, 'exemplars'> {
  start?(capture: Capture, interior: Interior): Stop
}

/** Starts what captures by itself. One that throws costs the others nothing. */
export const startInstruments = (
  instruments: readonly Startable[],
  { capture: told, interior, guard }: InstrumentHost,
): Watch => {
  const report: Watch['report'] = () => {
    for (const instrument of instruments) {
      guard(instrument.name, () => instrument.report?.(capture))
    }
  }
  // Whole before the first begins: it may ask at once.
  const capture = { ...told, report }
  const stops = instruments.map((one) =>
    guard(one.name, () => one.start?.(capture, { ...interior, name: one.name })),
  )
  return {
    report,
    stop: () => {
      for (const stop of stops) guard('close', () => stop?.())
    },
  }
}
