import { basename } from 'node:path'
import { listFiles } from '../workspace/listFiles.mjs'
import { workspaceFolders } from '../workspace/workspaceFolders.mjs'

const beyondWorkspace = ['bench', 'scripts', 'tools']

/**
 * Every TypeScript project of the repository. The root's tsconfig.json is none: the others extend it.
 *
 * @param {string} root
 * @returns {string[]}
 */
export function findTsconfigs(root) {
  const folders = new Set([...workspaceFolders(root), ...beyondWorkspace])
  return [...folders]
    .flatMap((folder) => listFiles(root, folder, ['dist', 'fixtures']))
    .filter((file) => /^tsconfig.*\.json$/.test(basename(file)))
}
