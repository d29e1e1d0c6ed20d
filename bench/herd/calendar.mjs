const none = -1

/**
 * Which client is to be looked at when. Each tick is a linked list through one array, so that a million
 * clients cost two numbers each.
 * @param {number} clients
 * @param {number} ticks
 */
export const createCalendar = (clients, ticks) => {
  const heads = new Int32Array(ticks).fill(none)
  const nexts = new Int32Array(clients).fill(none)

  return {
    /**
     * What would come after the end is not simulated.
     * @param {number} client
     * @param {number} tick
     */
    add: (client, tick) => {
      if (tick >= ticks) return
      nexts[client] = heads[tick] ?? none
      heads[tick] = client
    },
    /**
     * @param {number} tick
     * @param {Int32Array} due takes the clients
     * @returns {number} how many there are
     */
    takeDue: (tick, due) => {
      let count = 0
      for (let client = heads[tick] ?? none; client !== none; client = nexts[client] ?? none) {
        due[count++] = client
      }
      heads[tick] = none
      return count
    },
  }
}
