import type { StoredSignal } from '@holdfast/shared'
import type { Segments } from './segments.ts'

/** Keeps one of which these sinks have no room for theirs. */
export const park = (
  { shelf, write }: Segments,
  stored: StoredSignal,
  sinks: readonly string[],
): void => {
  write([stored])
  const waiting = stored.owed.filter((name) => sinks.includes(name))
  shelf.parked.set(stored.signal.id, waiting)
}
