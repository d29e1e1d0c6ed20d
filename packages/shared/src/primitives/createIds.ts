const word = 0x1_0000_0000

/** The code of a hexadecimal digit: `0` to `9`, `a` to `f`. */
const digit = (bits: number): number => {
  const value = bits & 15
  return value + (value < 10 ? 48 : 87)
}

/** Makes ids of 128 random bits, in lower-case hexadecimal digits. */
export const createIds = (random: () => number): (() => string) => {
  // By codes: engines write them at once, and the digits of a large number one by one.
  const eight = (): string => {
    const bits = Math.floor(random() * word)
    return String.fromCharCode(
      digit(bits >>> 28),
      digit(bits >>> 24),
      digit(bits >>> 20),
      digit(bits >>> 16),
      digit(bits >>> 12),
      digit(bits >>> 8),
      digit(bits >>> 4),
      digit(bits),
    )
  }
  return () => eight() + eight() + eight() + eight()
}
