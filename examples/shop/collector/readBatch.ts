import { parseBatch, type ReceivedSignal } from '@holdfast/shared/schema'
import type { Arrival } from '../model/arrival.ts'

/**
 * The signals of a batch, as `docs/wire-format.md` describes it.
 *
 * @throws {SyntaxError} where the text is no batch.
 */
export const readBatch = (text: string): readonly Omit<Arrival, 'time' | 'sink'>[] => {
  const parsed = parseBatch(JSON.parse(text))
  if (!parsed.ok) throw new SyntaxError(parsed.problems.join('\n'))
  const { resource, signals } = parsed.batch
  return signals.map((signal) => ({
    id: signal.id,
    kind: signal.kind,
    runtime: resource.runtime.name,
    ...told(signal),
  }))
}

/** In one line; what has neither a name nor a message is told by its kind. */
const told = (signal: ReceivedSignal): Pick<Arrival, 'type' | 'message'> => {
  if (signal.kind === 'error') {
    return { type: signal.exceptions[0]?.type ?? 'Message', message: signal.message }
  }
  const type = 'name' in signal ? signal.name : signal.kind
  if ('message' in signal) return { type, message: signal.message }
  return { type, message: 'attributes' in signal ? JSON.stringify(signal.attributes) : '' }
}
