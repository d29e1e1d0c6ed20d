import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The folders of the workspace, relative to its root, as pnpm-workspace.yaml lists them. It is read by
 * hand because this runs before any YAML parser is installed.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function workspaceFolders(root) {
  const yaml = readFileSync(join(root, 'pnpm-workspace.yaml'), 'utf8')
  return packagePatterns(yaml)
    .flatMap((pattern) => expand(root, pattern))
    .filter((folder) => existsSync(join(root, folder, 'package.json')))
    .sort()
}

/**
 * @param {string} yaml
 * @returns {string[]}
 */
function packagePatterns(yaml) {
  const list = /^packages:\n((?:[ \t]+- .*\n?)*)/m.exec(yaml)?.[1] ?? ''
  return [...list.matchAll(/- ["']?([^"'\s]+)/g)].map((match) => match[1] ?? '')
}

/**
 * @param {string} root
 * @param {string} pattern a folder, or a folder and `/*`
 * @returns {string[]}
 */
function expand(root, pattern) {
  if (!pattern.endsWith('/*')) return [pattern]
  const parent = pattern.slice(0, -2)
  if (!existsSync(join(root, parent))) return []
  return readdirSync(join(root, parent), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${parent}/${entry.name}`)
}
