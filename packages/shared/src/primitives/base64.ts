const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** As `btoa` of a host that has it, of bytes instead of a text that stands for them. */
export const toBase64 = (bytes: Uint8Array): string => {
  const byte = (at: number): number => bytes[at] ?? 0
  const digit = (bits: number): string => digits.charAt(bits & 63)
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (byte(at) << 16) | (byte(at + 1) << 8) | byte(at + 2)
    text += digit(group >> 18) + digit(group >> 12) + digit(group >> 6) + digit(group)
  }
  const missing = (3 - (bytes.length % 3)) % 3
  return text.slice(0, text.length - missing) + '='.repeat(missing)
}

/** The bytes of such a text; what is no digit of it counts as its end. */
export const fromBase64 = (text: string): Uint8Array => {
  const length = text.search(/[^A-Za-z\d+/]|$/)
  const bytes = new Uint8Array(Math.floor((length * 3) / 4))
  let group = 0
  let at = 0
  for (let index = 0; index < length; index++) {
    group = (group << 6) | digits.indexOf(text.charAt(index))
    if (index % 4 > 0) bytes[at++] = group >> (6 - 2 * (index % 4))
  }
  return bytes
}
