import { attempt } from '../primitives/attempt.ts'
import { batchSchema } from './batchSchema.ts'
import type { ReceivedBatch } from './receivedBatch.ts'

/** A batch, or what is wrong with it. */
export type ParsedBatch =
  | { readonly ok: true; readonly batch: ReceivedBatch }
  | { readonly ok: false; readonly problems: readonly string[] }

/**
 * Checks what arrived at an endpoint of yours against the format of `docs/wire-format.md`.
 *
 * @example
 * const parsed = parseBatch(await request.json())
 * if (!parsed.ok) return new Response(parsed.problems.join('\n'), { status: 400 })
 */
export const parseBatch = (value: unknown): ParsedBatch => {
  const result = attempt(() => batchSchema.safeParse(value), undefined)
  // More is wrong with it than an engine can hand over at once.
  if (!result) return { ok: false, problems: ['batch: Too much is wrong with it'] }
  if (result.success) return { ok: true, batch: result.data }
  const problems = result.error.issues.map(
    ({ path, message }) => `${path.map(String).join('.') || 'batch'}: ${message}`,
  )
  return { ok: false, problems }
}
