const word = 0x1_0000_0000

/** Makes ids of 128 random bits, in lower-case hexadecimal digits. */
export const createIds = (random: () => number): (() => string) => {
  // By a table: the digits of a number that is no small integer are costly to write.
  const pairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))
  const pair = (byte: number): string => pairs[byte & 255] ?? ''
  const eight = (): string => {
    const bits = Math.floor(random() * word)
    return pair(bits >>> 24) + pair(bits >>> 16) + pair(bits >>> 8) + pair(bits)
  }
  return () => eight() + eight() + eight() + eight()
}
