import type { Instrument, Runtime } from '@holdfast/shared'
import { outgoing } from '../outgoing/outgoing.ts'
import type { NodeSettings } from '../readNodeOptions.ts'
import { childEnds } from './childEnds.ts'
import { globalErrors } from './globalErrors.ts'
import { processWarnings } from './processWarnings.ts'

/** What watches the process, each unless it is turned off. */
export const processInstruments = (
  settings: NodeSettings,
  runtime: Runtime,
): readonly Instrument[] => [
  ...(settings.globalErrors ? [globalErrors(process)] : []),
  ...(settings.warnings ? [processWarnings(process)] : []),
  ...(settings.childEnds ? [childEnds()] : []),
  ...(settings.outgoing ? [outgoing(settings.outgoing, runtime)] : []),
]
