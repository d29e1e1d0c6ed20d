import ts from 'typescript'
import { eachNode } from '../source/eachNode.mjs'
import { findingAt } from '../source/finding.mjs'
import { functionName } from './functions.mjs'

const MOST = 3

/** @param {ts.ParameterDeclaration} parameter */
const isReal = (parameter) => parameter.name.getText() !== 'this'

/**
 * Functions, and types of functions, that take too much by position.
 * @param {import('../source/sourceFiles.mjs').Source} source
 */
export function checkParameters(source) {
  /** @type {import('../source/finding.mjs').Finding[]} */
  const findings = []
  eachNode(source.tree, (node) => {
    if (!ts.isFunctionLike(node)) return
    const count = node.parameters.filter(isReal).length
    if (count <= MOST) return
    const message = `${functionName(node)} takes ${count} parameters; ${MOST} is the most. Take one object with names.`
    findings.push(findingAt(source, node, message))
  })
  return findings
}
