/** Deeper than anything that a sender of ours writes. */
const deepest = 64
/** So many values and names that a text of a few bytes each cannot become a mountain of objects. */
const mostParts = 200_000

const quote = 0x22
const backslash = 0x5c

/** Whether JSON is of a depth and a number of parts that reading it cannot hurt. It need not be JSON. */
export const isModest = (bytes: Uint8Array, start = 0, end: number = bytes.length): boolean => {
  let depth = 0
  let parts = 0
  for (let at = start; at < end; at++) {
    const byte = bytes[at]
    if (byte === quote) {
      at = endOfText(bytes, at + 1, end)
    } else if (byte === 0x7b || byte === 0x5b) {
      if (++depth > deepest || ++parts > mostParts) return false
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--
    } else if (byte === 0x2c && ++parts > mostParts) {
      return false
    }
  }
  return true
}

/** Where the text that begins there has its closing quote. */
const endOfText = (bytes: Uint8Array, start: number, end: number): number => {
  let at = start
  while (at < end && bytes[at] !== quote) at += bytes[at] === backslash ? 2 : 1
  return at
}
