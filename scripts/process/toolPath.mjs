import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The script behind the command of an installed devDependency, to be run by this very Node: no shell, no
 * search along PATH, the same on every platform.
 *
 * @param {string} root
 * @param {string} packageName
 * @param {string} [command] default: the package's name
 * @returns {string}
 */
export function toolPath(root, packageName, command = packageName) {
  const folder = join(root, 'node_modules', packageName)
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, typeof bin === 'string' ? bin : bin[command])
}
