import { packageFolders } from '../source/packageFolders.mjs'
import { readSources } from '../source/sourceFiles.mjs'
import { checkEmptyCatch } from './emptyCatchRule.mjs'
import { checkFileLength, checkFunctionLength } from './lengthRule.mjs'
import { checkMedian } from './medianRule.mjs'
import { checkModuleState } from './moduleStateRule.mjs'
import { checkNames } from './nameRule.mjs'
import { checkNesting } from './nestingRule.mjs'
import { checkParameters } from './parameterRule.mjs'
import { checkSyntax } from './syntaxRule.mjs'

const FOLDERS = ['examples', 'tests', 'bench', 'tools', 'scripts', '.ci']

const RULES = [
  checkFileLength,
  checkFunctionLength,
  checkNesting,
  checkParameters,
  checkEmptyCatch,
  checkSyntax,
  checkModuleState,
  checkNames,
]

/** @param {import('../source/sourceFiles.mjs').Source} source */
export const checkSource = (source) => RULES.flatMap((rule) => rule(source))

/**
 * Reads a checkout and tells where it leaves the house style.
 * @param {string} root
 */
export function checkStyle(root) {
  const sources = readSources(root, [...packageFolders(root), ...FOLDERS])
  const { median, findings } = checkMedian(sources.filter(({ isTest }) => !isTest))
  return { files: sources.length, median, findings: [...findings, ...sources.flatMap(checkSource)] }
}
