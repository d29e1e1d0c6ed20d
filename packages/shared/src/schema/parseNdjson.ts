import { type ParsedBatch, parseBatch } from './parseBatch.ts'

/**
 * As `parseBatch`, for what `http({ format: 'ndjson' })` sends: the batch without its signals on the first
 * line, and a signal on each of the others. It reads what `format: 'json'` sends, too.
 *
 * @example
 * const parsed = parseNdjson(await request.text())
 * if (!parsed.ok) return new Response(parsed.problems.join('\n'), { status: 400 })
 */
export const parseNdjson = (text: string): ParsedBatch => {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  const problems: string[] = []
  const [head, ...signals] = lines.map((line, index): unknown => {
    try {
      return JSON.parse(line)
    } catch {
      problems.push(`line ${index + 1}: it is no JSON`)
      return undefined
    }
  })
  if (problems.length > 0) return { ok: false, problems }
  if (typeof head !== 'object' || head === null) return parseBatch(head)
  if (!('signals' in head)) return parseBatch({ ...head, signals })
  return signals.length === 0
    ? parseBatch(head)
    : { ok: false, problems: ['line 2: the first line has the signals already'] }
}
