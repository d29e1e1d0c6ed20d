import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { packageFolders } from '../source/packageFolders.mjs'
import { checkContents } from './checkContents.mjs'
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
 * Packs every package as it would be published, and checks the tarballs.
 * @param {string} root
 * @returns {Promise<{ folder: string, files: number, problems: string[] }[]>}
 */
export async function checkPackages(root) {
  const scratch = mkdtempSync(join(tmpdir(), 'holdfast-packed-'))
  try {
    const results = []
    for (const folder of packageFolders(root)) {
      const packed = packPackage(join(root, folder), join(scratch, basename(folder)))
      results.push({ folder, files: packed.files.length, problems: await problemsOf(packed) })
    }
    return results
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}
