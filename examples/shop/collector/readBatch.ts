import { parseBatch } from '@holdfast/shared/schema'
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
  return signals.map(({ id, kind, message, exceptions }) => ({
    id,
    kind,
    message,
    runtime: resource.runtime.name,
    type: exceptions[0]?.type ?? 'Message',
  }))
}
