import { findingAt, findingInFile } from '../source/finding.mjs'
import { eachFunction, functionName, lineCount } from './functions.mjs'

const FILE = 300
const FUNCTION = 50
const FACTORY = 100
const FACTORY_NAME = /^(?:create|start)[A-Z]/

/** @param {import('../source/sourceFiles.mjs').Source} source */
export function linesOf({ tree }) {
  const lines = tree.getLineStarts().length
  return tree.text.endsWith('\n') ? lines - 1 : lines
}

/** @param {import('../source/sourceFiles.mjs').Source} source */
export function checkFileLength(source) {
  const lines = linesOf(source)
  if (lines <= FILE) return []
  return [
    findingInFile(
      source.path,
      `has ${lines} lines; ${FILE} is the most. Give each concept in it a file of its own.`,
    ),
  ]
}

/**
 * A factory may be longer, for what it holds are functions, and each of those is measured by itself.
 * @param {import('../source/sourceFiles.mjs').Source} source
 */
export function checkFunctionLength(source) {
  if (source.isTest) return []
  /** @type {import('../source/finding.mjs').Finding[]} */
  const findings = []
  eachFunction(source.tree, (node) => {
    const name = functionName(node)
    const limit = FACTORY_NAME.test(name) ? FACTORY : FUNCTION
    const lines = lineCount(source.tree, node)
    if (lines <= limit) return
    const message = `${name} has ${lines} lines; ${limit} is the most. Name its steps and take them out.`
    findings.push(findingAt(source, node, message))
  })
  return findings
}
