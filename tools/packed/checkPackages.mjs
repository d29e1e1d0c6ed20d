import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { packageFolders } from '../source/packageFolders.mjs'
import { checkContents } from './checkContents.mjs'
import { checkInstall } from './checkInstall.mjs'
import { checkManifest } from './checkManifest.mjs'
import { checkTypes } from './checkTypes.mjs'
import { packPackage } from './pack.mjs'

/** @param {import('./pack.mjs').Packed} packed */
const problemsOf = async (packed) => [
  ...checkContents(packed),
  ...(await checkManifest(packed)),
  ...checkTypes(packed),
]

/**
 * @typedef {object} Result
 * @property {string} folder
 * @property {number} files
 * @property {string} [installed] what it takes with all dependencies, where there is a budget
 * @property {string[]} problems
 *
 * Packs every package as it would be published, and checks the tarballs.
 * @param {string} root
 * @returns {Promise<Result[]>}
 */
export async function checkPackages(root) {
  const scratch = mkdtempSync(join(tmpdir(), 'holdfast-packed-'))
  try {
    const all = packageFolders(root).map((folder) => ({
      folder,
      packed: packPackage(join(root, folder), join(scratch, basename(folder))),
    }))
    const tarballs = all.map(({ packed }) => packed)
    const results = []
    for (const { folder, packed } of all) {
      const { problems, ...install } = checkInstall(packed, tarballs)
      const found = [...(await problemsOf(packed)), ...problems]
      results.push({ folder, files: packed.files.length, ...install, problems: found })
    }
    return results
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
