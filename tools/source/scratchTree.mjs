import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/**
 * A folder for one test, with these files in it. Objects are written as JSON.
 * @param {Record<string, string | object>} files by path
 */
export function createScratchTree(files) {
  const root = mkdtempSync(join(tmpdir(), 'holdfast-tools-'))
  for (const [path, content] of Object.entries(files)) {
    const target = join(root, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, typeof content === 'string' ? content : JSON.stringify(content))
  }
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) }
}
