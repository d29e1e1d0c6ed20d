import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import ts from 'typescript'

const SOURCE = /\.(?:[cm]?[jt]s|[jt]sx)$/
const DECLARATION = /\.d\.[cm]?ts$/
const TEST = /\.(?:test|test-d)\.[cm]?[jt]sx?$/
const SKIPPED = new Set(['node_modules', 'dist', '.next', 'fixtures', '.build', '.reports', '.git'])

/**
 * One parsed file. `path` is relative to the root and has forward slashes.
 * @typedef {{ path: string, tree: ts.SourceFile, isTest: boolean }} Source
 */

/** @param {string} path */
const isTestFile = (path) => TEST.test(path)

/** @param {string} path */
const isSourceFile = (path) => SOURCE.test(path) && !DECLARATION.test(path)

/**
 * @param {string} directory
 * @returns {string[]}
 */
function walk(directory) {
  return readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const path = join(directory, entry.name)
    if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : walk(path)
    return isSourceFile(path) ? [path] : []
  })
}

/**
 * @param {string} path
 * @param {string} text
 * @returns {Source}
 */
export function parseSource(path, text) {
  const tree = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true)
  return { path, tree, isTest: isTestFile(path) }
}

/**
 * Every source file under the folders, parsed. A folder that does not exist yet has none.
 * @param {string} root
 * @param {readonly string[]} folders relative to the root
 * @returns {Source[]}
 */
export function readSources(root, folders) {
  return folders
    .map((folder) => join(root, folder))
    .filter((folder) => existsSync(folder))
    .flatMap(walk)
    .sort()
    .map((file) =>
      parseSource(relative(root, file).split(sep).join('/'), readFileSync(file, 'utf8')),
    )
}
