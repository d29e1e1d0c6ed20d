import ts from 'typescript'
import { findingAt } from '../source/finding.mjs'

const PRODUCT = /^packages\/[^/]+\/src\//
const MESSAGE =
  'state of the module: two monitors would share it. Put it into the factory that needs it.'

/**
 * Variables that change and belong to no instance.
 * @param {import('../source/sourceFiles.mjs').Source} source
 */
export function checkModuleState(source) {
  if (!PRODUCT.test(source.path) || source.isTest) return []
  return source.tree.statements
    .filter((statement) => ts.isVariableStatement(statement))
    .filter(
      ({ declarationList }) =>
        (declarationList.flags & ts.NodeFlags.BlockScoped) !== ts.NodeFlags.Const,
    )
    .map((statement) => findingAt(source, statement, MESSAGE))
}
