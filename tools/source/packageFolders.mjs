import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The folders of the published packages, relative to the root.
 * @param {string} root
 * @returns {string[]}
 */
export function packageFolders(root) {
  const parent = join(root, 'packages')
  if (!existsSync(parent)) return []
  return readdirSync(parent)
    .filter((name) => existsSync(join(parent, name, 'package.json')))
    .sort()
    .map((name) => `packages/${name}`)
}
