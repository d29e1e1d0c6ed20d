import { findingInFile } from '../source/finding.mjs'

const EMPTY = new Set(['util', 'utils', 'helper', 'helpers', 'misc', 'common'])

/** @param {string} segment */
const wordsOf = (segment) =>
  segment
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)

/**
 * Paths that do not say what lies there.
 * @param {import('../source/sourceFiles.mjs').Source} source
 */
export function checkNames({ path }) {
  const word = path
    .split('/')
    .flatMap(wordsOf)
    .find((candidate) => EMPTY.has(candidate))
  if (word === undefined) return []
  return [
    findingInFile(path, `"${word}" is no name. Call it what it is, and put it where it is needed.`),
  ]
}
