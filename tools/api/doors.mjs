import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { packageFolders } from '../source/packageFolders.mjs'

/**
 * One subpath export, and where its report is kept.
 * @typedef {object} Door
 * @property {string} name as users write it, such as `@holdfast/shared/sinks/http`
 * @property {string} folder of the package
 * @property {string} types the built declarations
 * @property {string} report relative to `api/`
 */

/**
 * @param {unknown} value one value of `exports`
 * @returns {string | undefined} its declarations for ESM
 */
function typesOf(value) {
  if (typeof value !== 'object' || value === null) return undefined
  if ('types' in value && typeof value.types === 'string') return value.types
  return 'import' in value ? typesOf(value.import) : undefined
}

/**
 * Every door of every package that has types.
 * @param {string} root
 * @returns {Door[]}
 */
export function findDoors(root) {
  return packageFolders(root).flatMap((relative) => {
    const folder = join(root, relative)
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
    return Object.entries(manifest.exports ?? {}).flatMap(([door, value]) => {
      const types = typesOf(value)
      if (types === undefined) return []
      const stem = door === '.' ? 'index' : door.slice(2)
      return [
        {
          name: manifest.name + door.slice(1),
          folder,
          types: join(folder, types),
          report: `${basename(folder)}/${stem}.api.md`,
        },
      ]
    })
  })
}
