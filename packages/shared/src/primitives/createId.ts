/** Seven digits, the first of the eight cut off: as much as engines hold in a small integer. */
const hex = (random: () => number): string =>
  (0x1000_0000 + Math.floor(random() * 0x1000_0000)).toString(16).slice(1)

/** 128 random bits, in lower-case hexadecimal digits. */
export const createId = (random: () => number): string =>
  (hex(random) + hex(random) + hex(random) + hex(random) + hex(random)).slice(0, 32)
