import ts from 'typescript'
import { findingAt } from '../source/finding.mjs'
import { isFunction } from './functions.mjs'

const DEEPEST = 3

/** @param {ts.Node} node */
const isElseIf = (node) => ts.isIfStatement(node.parent) && node.parent.elseStatement === node

/** @param {ts.Node} node */
const opensLevel = (node) =>
  (ts.isIfStatement(node) && !isElseIf(node)) ||
  ts.isIterationStatement(node, false) ||
  ts.isSwitchStatement(node) ||
  ts.isTryStatement(node)

/**
 * Control flow that lies deeper than a reader can hold; each function counts from nothing.
 * @param {import('../source/sourceFiles.mjs').Source} source
 */
export function checkNesting(source) {
  /** @type {import('../source/finding.mjs').Finding[]} */
  const findings = []
  /**
   * @param {ts.Node} node
   * @param {number} above
   */
  const descend = (node, above) => {
    const depth = isFunction(node) ? 0 : above + (opensLevel(node) ? 1 : 0)
    if (depth > DEEPEST && depth > above) {
      const message = `control flow nests ${depth} deep; ${DEEPEST} is the most. Return early, or name the inner part.`
      findings.push(findingAt(source, node, message))
    }
    ts.forEachChild(node, (child) => descend(child, depth))
  }
  descend(source.tree, 0)
  return findings
}
