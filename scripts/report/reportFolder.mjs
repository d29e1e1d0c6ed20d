import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * @typedef {object} ReportFolder
 * @property {(file: string) => any} read undefined when the file is missing or torn
 * @property {(file: string, report: unknown) => void} write
 * @property {(name: string) => void} remove a file or a folder: no old report may pass for a new one
 * @property {(file: string) => string} path
 */

/**
 * @param {string} root
 * @returns {ReportFolder}
 */
export function createReportFolder(root) {
  /** @param {string} file */
  const path = (file) => join(root, '.reports', file)
  return {
    path,
    read: (file) => readJson(path(file)),
    write(file, report) {
      mkdirSync(dirname(path(file)), { recursive: true })
      writeFileSync(path(file), `${JSON.stringify(report, undefined, 2)}\n`)
    },
    remove: (name) => rmSync(path(name), { recursive: true, force: true }),
  }
}

/**
 * @param {string} file
 * @returns {any}
 */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    // Whoever counts books a report that cannot be read as a failure.
    return undefined
  }
}
