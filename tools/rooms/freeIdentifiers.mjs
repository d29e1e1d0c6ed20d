import ts from 'typescript'
import { eachNode } from '../source/eachNode.mjs'

/**
 * A checker that knows nothing but the file itself: no library, no other module.
 * @param {ts.SourceFile} tree
 */
function createIsolatedChecker(tree) {
  const program = ts.createProgram({
    rootNames: [tree.fileName],
    options: { noLib: true, noResolve: true, types: [], allowJs: true },
    host: {
      getSourceFile: (name) => (name === tree.fileName ? tree : undefined),
      fileExists: (name) => name === tree.fileName,
      readFile: () => undefined,
      writeFile: () => undefined,
      getDefaultLibFileName: () => '',
      getCurrentDirectory: () => '',
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
    },
  })
  return program.getTypeChecker()
}

/**
 * @param {ts.TypeChecker} checker
 * @param {ts.Identifier} name
 */
function symbolOf(checker, name) {
  return ts.isShorthandPropertyAssignment(name.parent)
    ? checker.getShorthandAssignmentValueSymbol(name.parent)
    : checker.getSymbolAtLocation(name)
}

/** @param {ts.Node} parent */
const isBaseClass = (parent) =>
  ts.isExpressionWithTypeArguments(parent) &&
  ts.isHeritageClause(parent.parent) &&
  ts.isClassLike(parent.parent.parent) &&
  parent.parent.token === ts.SyntaxKind.ExtendsKeyword

/**
 * `typeof globalThis.fetch` in a type asks for a value's name.
 * @param {ts.Identifier} name
 */
function isTypeQuery(name) {
  /** @type {ts.Node} */
  let node = name
  while (ts.isQualifiedName(node.parent) && node.parent.left === node) node = node.parent
  return ts.isTypeQueryNode(node.parent) && node.parent.exprName === node
}

/**
 * `typeof globalThis extends …` only asks what the types of the user's host are: the answer may be
 * that there are none.
 * @param {ts.Identifier} name
 */
const isHostQuestion = ({ text, parent }) =>
  text === 'globalThis' &&
  ts.isTypeQueryNode(parent) &&
  ts.isConditionalTypeNode(parent.parent) &&
  parent.parent.checkType === parent

/** @param {ts.Node} parent */
const holdsNoValue = (parent) =>
  ts.isTypeNode(parent) ||
  ts.isQualifiedName(parent) ||
  ts.isImportSpecifier(parent) ||
  ts.isExportSpecifier(parent)

/**
 * @param {ts.Identifier} name
 * @returns {boolean} whether it stands for a value, and neither declares nor labels, nor names a member or type
 */
function isValueUse(name) {
  const { parent } = name
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === name
  if (isHostQuestion(name)) return false
  if (isTypeQuery(name) || isBaseClass(parent)) return true
  const isName = ['name', 'propertyName', 'label'].some(
    (role) => Reflect.get(parent, role) === name,
  )
  return !isName && !holdsNoValue(parent)
}

/**
 * Every use of a value that the file neither declares nor imports.
 * @param {ts.SourceFile} tree
 * @returns {ts.Identifier[]}
 */
export function freeIdentifiers(tree) {
  const checker = createIsolatedChecker(tree)
  /** @type {ts.Identifier[]} */
  const free = []
  eachNode(tree, (node) => {
    if (!ts.isIdentifier(node) || !isValueUse(node)) return
    const declarations = symbolOf(checker, node)?.declarations ?? []
    if (declarations.length === 0) free.push(node)
  })
  return free
}
