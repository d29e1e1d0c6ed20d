import { toAscii } from '../../primitives/escapeUnits.ts'

/** Lines of JSON, and payloads as they are. A text, but for what no text can hold. */
export const toEnvelopeBody = (
  parts: readonly (object | string | Uint8Array)[],
): string | Uint8Array => {
  const told = parts.map((part) =>
    typeof part === 'string' || part instanceof Uint8Array ? part : JSON.stringify(part),
  )
  return told.every((part) => typeof part === 'string') ? `${told.join('\n')}\n` : toLines(told)
}

const newline = 10

const toLines = (parts: readonly (string | Uint8Array)[]): Uint8Array => {
  const lines = parts.map((part) =>
    typeof part === 'string' ? Uint8Array.from(toAscii(part), (unit) => unit.charCodeAt(0)) : part,
  )
  const bytes = new Uint8Array(lines.reduce((sum, { length }) => sum + length + 1, 0)).fill(newline)
  let at = 0
  for (const line of lines) {
    bytes.set(line, at)
    at += line.length + 1
  }
  return bytes
}
