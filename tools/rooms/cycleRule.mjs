import { findingAt } from '../source/finding.mjs'
import { findCycles } from './cycles.mjs'

/** @param {import('./links.mjs').Link} link */
const pathOf = ({ target }) =>
  target.kind === 'file' || target.kind === 'door' ? target.path : undefined

/**
 * Circles of files that need each other, told where the first file imports the second.
 * @param {readonly import('./links.mjs').Link[]} links
 */
export function findFileCycles(links) {
  /** @type {Map<string, Map<string, import('./links.mjs').Link>>} */
  const byFile = new Map()
  for (const link of links) {
    const path = pathOf(link)
    if (path === undefined) continue
    const outgoing = byFile.get(link.source.path) ?? new Map()
    outgoing.set(path, outgoing.get(path) ?? link)
    byFile.set(link.source.path, outgoing)
  }
  const graph = new Map([...byFile].map(([file, outgoing]) => [file, new Set(outgoing.keys())]))
  return findCycles(graph).flatMap((cycle) => {
    const [first = '', second = first] = cycle
    const link = byFile.get(first)?.get(second)
    if (link === undefined) return []
    const circle = [...cycle, first].join(' -> ')
    return [
      findingAt(
        link.source,
        link.node,
        `cycle: ${circle}. Move what they share into a file of its own that imports none of them.`,
      ),
    ]
  })
}
