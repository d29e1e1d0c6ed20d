/** @typedef {{ file: string, line: number, message: string }} Finding */

/**
 * @param {import('./sourceFiles.mjs').Source} source
 * @param {import('typescript').Node} node
 * @param {string} message
 * @returns {Finding}
 */
export function findingAt(source, node, message) {
  const { line } = source.tree.getLineAndCharacterOfPosition(node.getStart(source.tree))
  return { file: source.path, line: line + 1, message }
}

/**
 * @param {string} file
 * @param {string} message
 * @returns {Finding}
 */
export const findingInFile = (file, message) => ({ file, line: 1, message })

/**
 * Prints the findings, ordered by place, then the summary.
 * @param {readonly Finding[]} findings
 * @param {string} summary
 * @returns {number} the exit code
 */
export function reportFindings(findings, summary) {
  const ordered = [...findings].sort((a, b) => a.file.localeCompare(b.file) || a.line - b.line)
  for (const { file, line, message } of ordered) console.error(`${file}:${line} ${message}`)
  console.log(`${summary}, ${findings.length} findings`)
  return findings.length === 0 ? 0 : 1
}
