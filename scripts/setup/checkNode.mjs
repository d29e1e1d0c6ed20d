import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SetupError } from './setupError.mjs'

/**
 * @param {string} root
 * @param {string} [version] default: the Node that runs this
 * @returns {void}
 */
export function checkNode(root, version = process.versions.node) {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  if (isAtLeast(version, engines.node)) return
  throw new SetupError(`Holdfast needs Node ${engines.node}, and this is Node ${version}.`)
}

/**
 * @param {string} version such as `20.19.1`
 * @param {string} range such as `>=20.19`
 * @returns {boolean}
 */
export function isAtLeast(version, range) {
  const wanted = range
    .replace(/^>=\s*/, '')
    .split('.')
    .map(Number)
  const given = version.split('.').map(Number)
  const differing = wanted.findIndex((part, index) => part !== given[index])
  return differing === -1 || (given[differing] ?? 0) > (wanted[differing] ?? 0)
}
