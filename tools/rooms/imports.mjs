import ts from 'typescript'
import { eachNode } from '../source/eachNode.mjs'

/**
 * One mention of another module. `specifier` is null where it is computed, so unknown before it runs.
 * @typedef {{ node: ts.Node, specifier: string | null }} Import
 */

/** @param {ts.Node} node */
const isImportCall = (node) =>
  ts.isCallExpression(node) &&
  (node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require'))

/**
 * The expression or literal type that names the module, if the node mentions one.
 * @param {ts.Node} node
 * @returns {ts.Node | undefined}
 */
function moduleNameIn(node) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return node.moduleSpecifier
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return node.argument.literal
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
    return node.moduleReference.expression
  }
  if (ts.isCallExpression(node) && isImportCall(node)) return node.arguments[0]
  return undefined
}

/**
 * Every mention of another module: imports, type-only ones too, re-exports, `import()`, `require` and
 * `import('x')` types.
 * @param {ts.SourceFile} tree
 * @returns {Import[]}
 */
export function importsOf(tree) {
  /** @type {Import[]} */
  const found = []
  eachNode(tree, (node) => {
    const name = moduleNameIn(node)
    if (name === undefined) return
    found.push({ node, specifier: ts.isStringLiteralLike(name) ? name.text : null })
  })
  return found
}
