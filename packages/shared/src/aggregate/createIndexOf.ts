import { finestScale } from '../model/histogram.ts'

const perDoubling = 2 ** finestScale
/** A double is a sign, 11 bits of exponent and 52 of fraction, of which its upper half has these. */
const fractionBits = 20
const fractionMask = 2 ** fractionBits - 1
const leastNormal = 2 ** fractionBits
const exponentBias = 1_023
/** So many bits of the fraction tell the bucket, or the one before it: no slice has two edges. */
const sliceBits = 8

/** Tells in which bucket of the finest scale a value above zero lies. */
export type IndexOf = (value: number) => number

/**
 * By the bits of the value, which takes a fraction of what a logarithm does. Edges are off by a
 * millionth at the most; powers of two are not.
 */
export const createIndexOf = (): IndexOf => {
  const double = new Float64Array(1)
  const halves = new Uint32Array(double.buffer)
  const edges = Int32Array.from({ length: perDoubling + 1 }, (_, bucket) =>
    Math.floor((2 ** (bucket / perDoubling) - 1) * 2 ** fractionBits),
  )
  const guesses = Uint8Array.from(
    { length: 2 ** sliceBits },
    (_, slice) =>
      edges.findIndex((edge) => edge >= slice << (fractionBits - sliceBits)) - (slice > 0 ? 1 : 0),
  )
  return (value) => {
    double[0] = value
    const upper = halves[1] ?? 0
    // What is this small has no bucket by its bits.
    if (upper < leastNormal) return Math.ceil(Math.log2(value) * perDoubling) - 1
    const first = ((upper >>> fractionBits) - exponentBias) * perDoubling
    const fraction = upper & fractionMask
    if (fraction === 0 && halves[0] === 0) return first - 1
    const guess = guesses[fraction >>> (fractionBits - sliceBits)] ?? 0
    return first + guess + (fraction > (edges[guess + 1] ?? 0) ? 1 : 0)
  }
}
