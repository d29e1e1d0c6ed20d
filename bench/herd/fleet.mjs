import { drawCount, drawInterval } from './random.mjs'

/**
 * What the clients hold. Signals come at random, and are only counted when a client is looked at.
 * @param {import('./workload.mjs').Workload} workload
 * @param {number} heldAtMost the signals that one client holds
 * @param {() => number} random
 */
export const createFleet = ({ clients, intervalMs, signals }, heldAtMost, random) => {
  const held = new Int32Array(clients)
  /** Whether it has held something ever since the return of the sink. */
  const isBehind = new Uint8Array(clients)
  /** Until when what came is in `held`. For a client that has nothing it lies ahead: when that comes. */
  const seenMs = new Float64Array(clients)
  const totals = { made: 0, lost: 0, behind: 0 }

  /** @param {number} client */
  const heldBy = (client) => held[client] ?? 0

  /** @type {(client: number, count: number) => void} */
  const forget = (client, count) => {
    held[client] = heldBy(client) - count
    if (heldBy(client) > 0) return
    totals.behind -= isBehind[client] ?? 0
    isBehind[client] = 0
  }

  /** @type {(client: number, count: number) => void} */
  const lose = (client, count) => {
    const lost = Math.min(heldBy(client), count)
    totals.lost += lost
    forget(client, lost)
  }

  return {
    totals,
    heldBy,
    lose,
    /** @type {(client: number, count: number) => void} */
    deliver: (client, count) => forget(client, Math.min(heldBy(client), count)),
    /** @type {(client: number, nowMs: number) => void} */
    catchUp: (client, nowMs) => {
      const sinceMs = nowMs - (seenMs[client] ?? 0)
      if (sinceMs <= 0) return
      seenMs[client] = nowMs
      const came = drawCount(sinceMs / intervalMs, random) * signals
      totals.made += came
      held[client] = heldBy(client) + came
      if (heldBy(client) > heldAtMost) lose(client, heldBy(client) - heldAtMost)
    },
    /**
     * For a client that has nothing.
     * @type {(client: number, nowMs: number) => number}
     * @returns when the next comes
     */
    awaitNext: (client, nowMs) => {
      const nextMs = nowMs + drawInterval(intervalMs, random)
      seenMs[client] = nextMs
      held[client] = signals
      totals.made += signals
      return nextMs
    },
    /**
     * What is held at the return of the sink is the backlog. It has been caught up with.
     * @type {(client: number, nowMs: number) => number}
     * @returns how many signals that is
     */
    markBehind: (client, nowMs) => {
      const count = (seenMs[client] ?? 0) > nowMs ? 0 : heldBy(client)
      isBehind[client] = count > 0 ? 1 : 0
      totals.behind += isBehind[client] ?? 0
      return count
    },
  }
}
