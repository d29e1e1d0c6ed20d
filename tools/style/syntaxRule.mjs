import ts from 'typescript'
import { eachNode } from '../source/eachNode.mjs'
import { findingAt } from '../source/finding.mjs'

/** @param {ts.Node} node */
const isAsserted = (node) =>
  (ts.isVariableDeclaration(node) || ts.isPropertyDeclaration(node)) &&
  node.exclamationToken !== undefined

/** @param {ts.Node} node */
const isNamespace = (node) =>
  ts.isModuleDeclaration(node) && ts.isIdentifier(node.name) && node.name.text !== 'global'

/**
 * What the house does without, and what it writes instead.
 * @param {ts.Node} node
 * @returns {string | undefined}
 */
function refusal(node) {
  if (node.kind === ts.SyntaxKind.AnyKeyword) return 'any. Write unknown, and narrow it.'
  if (ts.isNonNullExpression(node) || isAsserted(node)) {
    return 'a non-null `!`. Check, or shape the type so that it is there.'
  }
  if (ts.isEnumDeclaration(node)) return 'an enum. Write a union of string literals.'
  if (isNamespace(node)) return 'a namespace. A file is one already.'
  return undefined
}

/** @param {import('../source/sourceFiles.mjs').Source} source */
export function checkSyntax(source) {
  /** @type {import('../source/finding.mjs').Finding[]} */
  const findings = []
  eachNode(source.tree, (node) => {
    const message = refusal(node)
    if (message !== undefined) findings.push(findingAt(source, node, message))
  })
  return findings
}
