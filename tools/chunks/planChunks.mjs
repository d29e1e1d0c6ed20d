/**
 * @typedef {object} Graph
 * @property {(id: string) => readonly string[]} importsOf
 * @property {(id: string) => number} sizeOf
 */

/**
 * What a process should read in one go: a file costs a third of a millisecond, and a long one more memory than
 * two, for V8 lets go of what it notes of a file only when it has read all of it.
 */
const longestChunk = 100_000

/**
 * All modules that an entry loads, each behind those that it needs.
 * @param {string} entry
 * @param {Graph} graph
 * @returns {Set<string>}
 */
const inOrder = (entry, graph) => {
  /** @type {Set<string>} */
  const met = new Set()
  /** @type {Set<string>} */
  const ordered = new Set()
  /** @param {string} id */
  const visit = (id) => {
    if (met.has(id)) return
    met.add(id)
    for (const next of graph.importsOf(id)) visit(next)
    ordered.add(id)
  }
  visit(entry)
  return ordered
}

/**
 * The chunk of each module that the first door loads. What it shares with light doors is one of its own, so
 * that these stay small. No chunk needs a later one: the order is that in which modules need each other.
 *
 * @param {{ readonly first: string, readonly light: readonly string[] }} doors
 * @param {Graph} graph
 * @returns {Map<string, string>}
 */
export function planChunks({ first, light }, graph) {
  const lightly = new Set(light.flatMap((door) => [...inOrder(door, graph)]))
  /** @type {Map<string, string>} */
  const plan = new Map()
  let [count, size] = [0, 0]
  for (const id of inOrder(first, graph)) {
    if (lightly.has(id)) {
      plan.set(id, 'basis')
      continue
    }
    size += graph.sizeOf(id)
    if (count === 0 || size > longestChunk) [count, size] = [count + 1, graph.sizeOf(id)]
    plan.set(id, `core${count}`)
  }
  return plan
}
