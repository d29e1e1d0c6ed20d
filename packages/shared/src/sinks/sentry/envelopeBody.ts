/** Lines of JSON, and payloads as they are. A text, but for what no text can hold. */
export const toEnvelopeBody = (
  parts: readonly (object | string | Uint8Array)[],
): string | Uint8Array => {
  const told = parts.map((part) =>
    typeof part === 'string' || part instanceof Uint8Array ? part : JSON.stringify(part),
  )
  return told.every((part) => typeof part === 'string') ? `${told.join('\n')}\n` : toBytes(told)
}

const toBytes = (parts: readonly (string | Uint8Array)[]): Uint8Array => {
  const lines = parts.map((part) => (typeof part === 'string' ? asciiBytes(part) : part))
  const bytes = new Uint8Array(lines.reduce((sum, line) => sum + line.length + 1, 0))
  let at = 0
  for (const line of lines) {
    bytes.set(line, at)
    at += line.length
    bytes[at++] = newline
  }
  return bytes
}

const newline = 10

/** JSON has a way to tell every character by those that take one byte. */
const asciiBytes = (json: string): Uint8Array => {
  const ascii = json.replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
  return Uint8Array.from(ascii, (unit) => unit.charCodeAt(0))
}
