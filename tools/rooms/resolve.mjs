import { existsSync, statSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import { doorSource } from './doorSource.mjs'

/**
 * What a specifier means.
 * @typedef {{ kind: 'file', path: string }
 *   | { kind: 'door', packageName: string, folder: string, door: string, isOpen: boolean, path: string | undefined }
 *   | { kind: 'builtin', name: string }
 *   | { kind: 'thirdParty', name: string }} Target
 */

const SCRIPT = /\.([cm]?)js(x?)$/
/** `cloudflare:sockets`, `npm:…`: what only the host can resolve. */
const HOST_SCHEME = /^[a-z]+:/
const SUFFIXES = ['', '.ts', '.tsx', '.mts', '.mjs', '.js', '/index.ts', '/index.mjs', '/index.js']

/**
 * @param {string} root
 * @param {string} path
 */
const isFile = (root, path) => statSync(join(root, path), { throwIfNoEntry: false })?.isFile()

/**
 * A path as imported to the file that it means; unchanged where there is no such file.
 * @param {string} root
 * @param {string} path
 */
function toFile(root, path) {
  const asTypeScript = path.replace(SCRIPT, '.$1ts$2')
  if (!existsSync(join(root, path)) && isFile(root, asTypeScript)) return asTypeScript
  const suffix = SUFFIXES.find((candidate) => isFile(root, path + candidate))
  return path + (suffix ?? '')
}

/** @param {string} specifier */
function packageNameOf(specifier) {
  const [scope = '', name] = specifier.split('/')
  return scope.startsWith('@') && name !== undefined ? `${scope}/${name}` : scope
}

/**
 * @param {import('./workspace.mjs').Workspace} workspace
 * @param {string} from the importing file
 * @param {string} specifier
 * @returns {Target}
 */
export function resolveImport(workspace, from, specifier) {
  const { root, packages } = workspace
  if (specifier.startsWith('.')) {
    return { kind: 'file', path: toFile(root, posix.join(posix.dirname(from), specifier)) }
  }
  if (isBuiltin(specifier) || HOST_SCHEME.test(specifier)) {
    return { kind: 'builtin', name: specifier }
  }
  const packageName = packageNameOf(specifier)
  const owner = packages.get(packageName)
  if (owner === undefined) return { kind: 'thirdParty', name: packageName }
  const door = `.${specifier.slice(packageName.length)}`
  const isOpen = Object.hasOwn(owner.manifest.exports, door)
  const path = isOpen ? doorSource(root, owner.folder, door) : undefined
  return { kind: 'door', packageName, folder: owner.folder, door, isOpen, path }
}
