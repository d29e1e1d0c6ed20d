import ts from 'typescript'
import { eachNode } from '../source/eachNode.mjs'
import { findingAt, findingInFile } from '../source/finding.mjs'

/** @typedef {import('../source/finding.mjs').Finding} Finding */

/**
 * `declare const brand: unique symbol` is how a brand is written: it names nothing that exists.
 * @param {ts.Node} node
 */
const isBrand = (node) =>
  ts.isVariableStatement(node) &&
  node.declarationList.declarations.every(
    ({ type }) => type?.kind === ts.SyntaxKind.TypeOperator && type.getText() === 'unique symbol',
  )

/** @param {ts.Node} node */
const declaresValue = (node) =>
  ts.isVariableStatement(node) ||
  ts.isFunctionDeclaration(node) ||
  ts.isClassDeclaration(node) ||
  ts.isModuleDeclaration(node)

/** @param {ts.Node} node */
const isAmbient = (node) =>
  declaresValue(node) &&
  node.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.DeclareKeyword) === true &&
  !isBrand(node)

/**
 * `declare const fetch: …` and `/// <reference types>` blind the compiler, which is the first guard.
 * @param {import('../source/sourceFiles.mjs').Source} source
 * @param {string} advice
 * @returns {Finding[]}
 */
export function findAmbient(source, advice) {
  const { tree, path } = source
  const findings = [...tree.typeReferenceDirectives, ...tree.libReferenceDirectives].map(
    ({ fileName }) => findingInFile(path, `the core refers to the types of ${fileName}. ${advice}`),
  )
  eachNode(tree, (node) => {
    if (isAmbient(node))
      findings.push(findingAt(source, node, `the core declares a global. ${advice}`))
  })
  return findings
}
