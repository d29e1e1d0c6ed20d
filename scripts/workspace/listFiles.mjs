import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const neverSource = new Set(['node_modules', '.build', '.reports', '.git'])

/**
 * Every file below a folder, sorted, relative to `root`; none when the folder does not exist.
 *
 * @param {string} root
 * @param {string} folder relative to `root`
 * @param {readonly string[]} [without] names of further folders to leave out
 * @returns {string[]}
 */
export function listFiles(root, folder, without = []) {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => !neverSource.has(entry.name) && !without.includes(entry.name))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`
      return entry.isDirectory() ? listFiles(root, path, without) : [path]
    })
    .sort()
}
