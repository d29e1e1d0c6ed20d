import { importsOf } from './imports.mjs'
import { placeOf } from './place.mjs'
import { resolveImport } from './resolve.mjs'

/**
 * One import, with both its ends known.
 * @typedef {object} Link
 * @property {import('../source/sourceFiles.mjs').Source} source
 * @property {import('typescript').Node} node
 * @property {import('./place.mjs').Place} from
 * @property {import('./resolve.mjs').Target} target
 */

/**
 * @typedef {object} Links
 * @property {Link[]} known
 * @property {{ source: import('../source/sourceFiles.mjs').Source, node: import('typescript').Node }[]} computed
 *   imports whose module is known only when they run
 */

/**
 * @param {import('./workspace.mjs').Workspace} workspace
 * @param {readonly import('../source/sourceFiles.mjs').Source[]} sources
 * @returns {Links}
 */
export function linksOf(workspace, sources) {
  /** @type {Links} */
  const links = { known: [], computed: [] }
  for (const source of sources) {
    const from = placeOf(source.path)
    for (const { node, specifier } of importsOf(source.tree)) {
      if (specifier === null) links.computed.push({ source, node })
      else {
        const target = resolveImport(workspace, source.path, specifier)
        links.known.push({ source, node, from, target })
      }
    }
  }
  return links
}
