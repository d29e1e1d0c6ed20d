// https://csrc.nist.gov/pubs/fips/180-4/upd1/final, sections 4.2.2 and 5.3.3.
const roundConstants: readonly number[] = [
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]

const initialHash: readonly number[] = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]

/**
 * SHA-256 over the low bytes of the text's code units, in hexadecimal digits. For names that must be the
 * same in every host and at once, and never for secrets: it takes no care of how long it takes.
 */
export const sha256 = (text: string): string => {
  const words = toWords(text)
  let hash = initialHash
  for (let start = 0; start < words.length; start += 16) {
    hash = mixBlock(hash, words.subarray(start, start + 16))
  }
  return hash.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('')
}

/** With the padding: one bit, zeros, and the length in bits. */
const toWords = (text: string): Uint32Array => {
  const { length } = text
  const words = new Uint32Array((((length + 8) >>> 6) + 1) * 16)
  const put = (index: number, byte: number): void => {
    words[index >>> 2] = at(words, index >>> 2) | (byte << (24 - (index % 4) * 8))
  }
  for (let index = 0; index < length; index++) put(index, text.charCodeAt(index) & 0xff)
  put(length, 0x80)
  words[words.length - 2] = Math.floor(length / 2 ** 29)
  words[words.length - 1] = length << 3
  return words
}

const mixBlock = (hash: readonly number[], block: Uint32Array): readonly number[] => {
  const schedule = toSchedule(block)
  let state = hash
  for (let round = 0; round < 64; round++) {
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state
    const spread = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const choice = (e & f) ^ (~e & g)
    const first = (h + spread + choice + at(roundConstants, round) + at(schedule, round)) | 0
    const majority = (a & b) ^ (a & c) ^ (b & c)
    const second = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + majority) | 0
    state = [(first + second) | 0, a, b, c, (d + first) | 0, e, f, g]
  }
  return state.map((word, index) => (word + at(hash, index)) | 0)
}

const toSchedule = (block: Uint32Array): Uint32Array => {
  const schedule = new Uint32Array(64)
  schedule.set(block)
  for (let index = 16; index < 64; index++) {
    const early = at(schedule, index - 15)
    const late = at(schedule, index - 2)
    schedule[index] =
      at(schedule, index - 16) +
      (rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3)) +
      at(schedule, index - 7) +
      (rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10))
  }
  return schedule
}

const at = (words: ArrayLike<number>, index: number): number => words[index] ?? 0

const rotate = (word: number, bits: number): number => (word >>> bits) | (word << (32 - bits))
