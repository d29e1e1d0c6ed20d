import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { toolPath } from '../source/toolPath.mjs'

/**
 * What would be published: the tarball, and what lies in it.
 * @typedef {object} Packed
 * @property {string} tarball
 * @property {string[]} files relative to the package
 * @property {Record<string, unknown>} manifest
 */

/**
 * @param {string} tarball
 * @returns {Packed}
 */
function unpack(tarball) {
  const folder = `${tarball}.unpacked`
  mkdirSync(folder)
  execFileSync('tar', ['-xzf', tarball, '-C', folder])
  const top = join(folder, 'package')
  const files = readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(top.length + 1))
  return { tarball, files, manifest: JSON.parse(readFileSync(join(top, 'package.json'), 'utf8')) }
}

/**
 * @param {string} folder of the package
 * @param {string} destination an empty folder
 * @returns {Packed}
 */
export function packPackage(folder, destination) {
  mkdirSync(destination, { recursive: true })
  const args = [toolPath('pnpm', 'pnpm'), 'pack', '--pack-destination', destination]
  execFileSync(process.execPath, args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
  const tarball = readdirSync(destination).find((name) => name.endsWith('.tgz'))
  if (tarball === undefined) throw new Error(`pnpm pack left no tarball for ${folder}`)
  return unpack(join(destination, tarball))
}
