const hex = (random: () => number): string =>
  Math.floor(random() * 0x1_0000_0000)
    .toString(16)
    .padStart(8, '0')

/** 128 random bits, in lower-case hexadecimal digits. */
export const createId = (random: () => number): string =>
  hex(random) + hex(random) + hex(random) + hex(random)
