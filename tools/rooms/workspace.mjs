import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { packageFolders } from '../source/packageFolders.mjs'

/**
 * @typedef {object} Manifest
 * @property {string} name
 * @property {Record<string, unknown>} exports
 * @property {ReadonlySet<string>} declared names of all dependencies, of any kind
 *
 * @typedef {object} Workspace
 * @property {string} root
 * @property {ReadonlyMap<string, { folder: string, manifest: Manifest }>} packages by package name
 * @property {(path: string) => Manifest} manifestFor the nearest package.json above a file
 * @property {Manifest} rootManifest
 */

const KINDS = ['dependencies', 'devDependencies', 'peerDependencies', 'optionalDependencies']
const NO_MANIFEST = Object.freeze({ name: '', exports: {}, declared: new Set() })

/**
 * @param {string} file
 * @returns {Manifest}
 */
function readManifest(file) {
  const json = JSON.parse(readFileSync(file, 'utf8'))
  const declared = new Set(KINDS.flatMap((kind) => Object.keys(json[kind] ?? {})))
  return { name: json.name ?? '', exports: json.exports ?? {}, declared }
}

/**
 * @param {string} root
 * @returns {Workspace}
 */
export function createWorkspace(root) {
  /** @type {Map<string, Manifest>} */
  const byFolder = new Map()
  const isThere = (/** @type {string} */ folder) => existsSync(join(root, folder, 'package.json'))

  const manifestIn = (/** @type {string} */ folder) => {
    const known = byFolder.get(folder)
    if (known !== undefined) return known
    const manifest = isThere(folder)
      ? readManifest(join(root, folder, 'package.json'))
      : NO_MANIFEST
    byFolder.set(folder, manifest)
    return manifest
  }

  const manifestFor = (/** @type {string} */ path) => {
    let folder = dirname(path)
    while (folder !== '.' && !isThere(folder)) folder = dirname(folder)
    return manifestIn(folder)
  }

  const entries = packageFolders(root).map((folder) => ({ folder, manifest: manifestIn(folder) }))
  const packages = new Map(entries.map((entry) => [entry.manifest.name, entry]))
  return { root, packages, manifestFor, rootManifest: manifestIn('.') }
}
