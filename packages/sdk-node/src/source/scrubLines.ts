import type { SourceLines } from '@holdfast/shared'

/**
 * As one text, for what is private may span lines. Where lines went with it, nobody knows any more which
 * is which, and those around go.
 */
export const scrubLines = (
  { before, line, after }: SourceLines,
  scrubText: (text: string) => string,
): SourceLines => {
  const lines = [...before, line, ...after]
  const scrubbed = scrubText(lines.join('\n')).split('\n')
  const wanted = scrubbed[before.length]
  return wanted !== undefined && scrubbed.length === lines.length
    ? {
        before: scrubbed.slice(0, before.length),
        line: wanted,
        after: scrubbed.slice(before.length + 1),
      }
    : { before: [], line: scrubText(line), after: [] }
}
