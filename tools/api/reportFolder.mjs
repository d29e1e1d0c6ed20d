import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, sep } from 'node:path'

/**
 * The committed reports.
 * @param {string} root of the checkout
 */
export function createReportFolder(root) {
  const folder = join(root, 'api')

  /** @returns {string[]} */
  const list = () =>
    existsSync(folder)
      ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .map((name) => name.split(sep).join('/'))
          .filter((name) => name.endsWith('.api.md'))
      : []

  /**
   * @param {string} name
   * @param {string} text
   */
  const write = (name, text) => {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }

  /**
   * @param {string} name
   * @param {string} text
   * @returns {string | undefined} the difference to what is committed, if there is any
   */
  const compare = (name, text) => {
    const path = join(folder, name)
    if (!existsSync(path)) return 'there is no report of it yet'
    if (readFileSync(path, 'utf8') === text) return undefined
    const args = ['diff', '--no-index', '--no-color', '--unified=2', path, '-']
    return spawnSync('git', args, { input: text, encoding: 'utf8' }).stdout
  }

  return {
    list,
    write,
    compare,
    remove: (/** @type {string} */ name) => rmSync(join(folder, name)),
  }
}
