import ts from 'typescript'
import { eachNode } from '../source/eachNode.mjs'
import { findingAt } from '../source/finding.mjs'

const MESSAGE =
  'a failure is swallowed. Count it (the ledger), tell it (the debug channel), or return a value that says so.'

/**
 * A value that is mentioned and dropped: `error`, `void error`, `undefined`.
 * @param {ts.Expression} expression
 * @returns {boolean}
 */
const isIdle = (expression) =>
  ts.isIdentifier(expression) ||
  ts.isLiteralExpression(expression) ||
  (ts.isVoidExpression(expression) && isIdle(expression.expression))

/**
 * @param {ts.Statement} statement
 * @returns {boolean}
 */
function doesNothing(statement) {
  if (ts.isBlock(statement)) return statement.statements.every(doesNothing)
  return (
    ts.isEmptyStatement(statement) ||
    (ts.isExpressionStatement(statement) && isIdle(statement.expression))
  )
}

/**
 * `promise.catch(() => {})` is a catch block too.
 * @param {ts.Node} node
 */
function isEmptyHandler(node) {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return false
  if (node.expression.name.text !== 'catch') return false
  const [handler] = node.arguments
  const isFunction =
    handler !== undefined && (ts.isArrowFunction(handler) || ts.isFunctionExpression(handler))
  return isFunction && ts.isBlock(handler.body) && doesNothing(handler.body)
}

/** @param {ts.Node} node */
const isEmptyCatch = (node) => ts.isCatchClause(node) && doesNothing(node.block)

/**
 * Catch blocks that do nothing; a comment in them does nothing either.
 * @param {import('../source/sourceFiles.mjs').Source} source
 */
export function checkEmptyCatch(source) {
  /** @type {import('../source/finding.mjs').Finding[]} */
  const findings = []
  eachNode(source.tree, (node) => {
    if (isEmptyCatch(node) || isEmptyHandler(node)) findings.push(findingAt(source, node, MESSAGE))
  })
  return findings
}
