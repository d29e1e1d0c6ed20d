/**
 * Numbers that look random and are the same for the same seed (mulberry32).
 * @param {number} seed
 * @returns {() => number}
 */
export const createRandom = (seed) => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/**
 * How many of something that comes at random came, where `mean` were to be expected.
 * @param {number} mean
 * @param {() => number} random
 * @returns {number}
 */
export const drawCount = (mean, random) => {
  if (mean > 30) return Math.max(0, Math.round(mean + Math.sqrt(mean) * drawNormal(random)))
  const least = Math.exp(-mean)
  let count = 0
  for (let product = random(); product > least; product *= random()) count++
  return count
}

/**
 * The time until the next of something that comes at random, `mean` apart.
 * @param {number} mean
 * @param {() => number} random
 * @returns {number}
 */
export const drawInterval = (mean, random) => -mean * Math.log(1 - random())

/** @param {() => number} random */
const drawNormal = (random) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
