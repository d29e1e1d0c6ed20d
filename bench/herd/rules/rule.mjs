/**
 * What a client is told of the requests that it has just sent.
 * @typedef {object} Trip
 * @property {number} client
 * @property {number} nowMs
 * @property {number} requests
 * @property {number} taken how many of them the sink took
 * @property {number} askedMs the wait that the sink asked for with a refusal, or zero
 * @property {boolean} isDone whether nothing is left to send
 *
 * @typedef {object} Rule how the clients of a fleet send and send again
 * @property {string} name
 * @property {number} signalsAtMost what one request can carry
 * @property {number} heldAtMost the signals that one client holds
 * @property {(client: number, batches: number, nowMs: number) => number} requestsNow
 * @property {(trip: Trip) => number} givesUp how many batches it will not send again
 * @property {(trip: Trip) => number} waitMs until it sends again, if anything is left
 *
 * @typedef {(workload: import('../workload.mjs').Workload, random: () => number) => Rule} CreateRule
 */

/** Gives up nothing: what is refused is sent again. */
export const nothing = () => 0
