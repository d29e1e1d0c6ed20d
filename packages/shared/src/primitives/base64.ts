const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** As `btoa` of a host that has it, of bytes instead of a text that stands for them. */
export const toBase64 = (bytes: Uint8Array): string => {
  // A text that grows is held as a tree of its pieces, at fourteen times its size.
  const characters: string[] = []
  // Six bits lie in two bytes at the most.
  for (let bit = 0; bit < bytes.length * 8; bit += 6) {
    const at = bit >> 3
    const pair = ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0)
    characters.push(digits.charAt((pair >> (10 - (bit & 7))) & 63))
  }
  return characters.join('') + '='.repeat(-characters.length & 3)
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
