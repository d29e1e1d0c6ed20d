/**
 * @typedef {object} Workload
 * @property {number} clients
 * @property {number} intervalMs the mean time between two requests of a client when all is well
 * @property {number} signals how many signals such a request carries
 * @property {number} headroom the capacity of the sink, as a multiple of the normal load
 * @property {number} outageMs
 * @property {number} afterMs how much of the time after the return is simulated
 * @property {number} retryAfterMs what the sink asks for when it refuses a request; zero: nothing
 * @property {number} seed
 */

/** The time before the outage that is simulated. */
export const calmMs = 20_000

/** How long after the return is simulated, as a multiple of the ideal time to drain or more. */
const patience = 1.4

/**
 * Each request carries a full batch, so that no rule gains by batching what it holds.
 * @param {Partial<Workload>} [changes]
 * @returns {Workload}
 */
export const createWorkload = (changes = {}) => {
  const outageMs = changes.outageMs ?? 600_000
  const headroom = changes.headroom ?? 2
  return {
    clients: 1_000_000,
    intervalMs: 30_000,
    signals: 30,
    headroom,
    outageMs,
    afterMs: (patience * outageMs) / Math.min(1, headroom - 1),
    retryAfterMs: 0,
    seed: 1,
    ...changes,
  }
}

/**
 * Requests a second when all is well.
 * @param {Workload} workload
 */
export const normalLoad = ({ clients, intervalMs }) => (clients * 1_000) / intervalMs

/**
 * Requests a second that the sink can serve.
 * @param {Workload} workload
 */
export const capacityOf = (workload) => normalLoad(workload) * workload.headroom

/**
 * The second of the simulation in which the sink is back.
 * @param {Workload} workload
 */
export const returnSecond = ({ outageMs }) => Math.ceil((calmMs + outageMs) / 1_000)
