import ts from 'typescript'
import { eachNode } from '../source/eachNode.mjs'

/** @param {ts.Node} node */
export const isFunction = (node) =>
  ts.isFunctionLike(node) && 'body' in node && node.body !== undefined

/**
 * The name that a reader calls the function by: its own, or that of what holds it.
 * @param {ts.Node} node
 * @returns {string}
 */
export function functionName(node) {
  const holder = 'name' in node && node.name !== undefined ? node : node.parent
  const name = 'name' in holder ? /** @type {ts.Node | undefined} */ (holder.name) : undefined
  return name?.getText() ?? 'an unnamed function'
}

/**
 * @param {ts.SourceFile} tree
 * @param {(node: ts.Node) => void} visit
 */
export function eachFunction(tree, visit) {
  eachNode(tree, (node) => {
    if (isFunction(node)) visit(node)
  })
}

/**
 * @param {ts.SourceFile} tree
 * @param {ts.Node} node
 */
export function lineCount(tree, node) {
  const first = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line
  return tree.getLineAndCharacterOfPosition(node.getEnd()).line - first + 1
}
