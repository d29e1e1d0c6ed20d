/** What a sink can save up of its capacity while less comes than it could take. */
const slack = 0.1

/**
 * A sink that answers `capacity` requests a second and refuses the rest, whichever come.
 * @param {number} capacity
 * @param {number} tickSeconds
 * @param {() => number} random
 */
export const createSink = (capacity, tickSeconds, random) => {
  let free = 0
  let expected = 0

  return {
    /**
     * @param {number} requests how many come within this tick
     * @param {boolean} isUp
     */
    begin: (requests, isUp) => {
      free = isUp ? Math.min(free, Math.max(1, capacity * slack)) + capacity * tickSeconds : 0
      expected = requests
    },
    /**
     * @param {number} requests of one client
     * @returns {number} how many of them it takes: each request of a tick has the same chance
     */
    take: (requests) => {
      if (requests === 0) return 0
      const share = Math.min(1, Math.floor(free) / expected) * requests
      const taken = Math.min(requests, Math.floor(share + random()))
      free -= taken
      expected -= requests
      return taken
    },
  }
}
