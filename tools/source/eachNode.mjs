import ts from 'typescript'

/**
 * Visits a node and all below it, parents first.
 * @param {ts.Node} node
 * @param {(node: ts.Node) => void} visit
 */
export function eachNode(node, visit) {
  visit(node)
  ts.forEachChild(node, (child) => eachNode(child, visit))
}
