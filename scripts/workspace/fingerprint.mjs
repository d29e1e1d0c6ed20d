import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/**
 * One hash over names and contents: two lists of files have the same one only if they are the same.
 *
 * @param {string} root
 * @param {readonly string[]} files relative to `root`
 * @returns {string}
 */
export function fingerprint(root, files) {
  const hash = createHash('sha256')
  for (const file of files) {
    const content = readFileSync(join(root, file))
    hash.update(`${file}\0${content.length}\0`).update(content)
  }
  return hash.digest('hex')
}
