/** @typedef {ReadonlyMap<string, ReadonlySet<string>>} Graph */

/**
 * The shortest way from the neighbours of a node back to it, or undefined where there is none.
 * @param {Graph} graph
 * @param {string} start
 * @returns {string[] | undefined} the nodes from `start` on, `start` itself once
 */
function shortestCycle(graph, start) {
  /** @type {Map<string, string>} */
  const cameFrom = new Map()
  const queue = [start]
  for (const node of queue) {
    for (const next of graph.get(node) ?? []) {
      if (next === start) return wayTo(cameFrom, start, node)
      if (cameFrom.has(next)) continue
      cameFrom.set(next, node)
      queue.push(next)
    }
  }
  return undefined
}

/**
 * @param {ReadonlyMap<string, string>} cameFrom
 * @param {string} start
 * @param {string} end
 */
function wayTo(cameFrom, start, end) {
  const way = [end]
  for (let node = end; node !== start; node = cameFrom.get(node) ?? start) {
    way.unshift(cameFrom.get(node) ?? start)
  }
  return way
}

/**
 * Cycles, so many that every node which lies on one is in the list, each the shortest of its first node.
 * @param {Graph} graph
 * @returns {string[][]}
 */
export function findCycles(graph) {
  /** @type {Set<string>} */
  const told = new Set()
  /** @type {string[][]} */
  const cycles = []
  for (const start of [...graph.keys()].sort()) {
    const cycle = told.has(start) ? undefined : shortestCycle(graph, start)
    if (cycle === undefined) continue
    for (const node of cycle) told.add(node)
    cycles.push(cycle)
  }
  return cycles
}
