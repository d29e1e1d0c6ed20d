import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { isDeepStrictEqual } from 'node:util'

/** @typedef {Readonly<Record<string, string>>} Facts what a finished piece of work depended on */

/**
 * Whether the work was done under just these facts.
 *
 * @param {string} file
 * @param {Facts} facts
 * @returns {boolean}
 */
export function isStamped(file, facts) {
  try {
    return isDeepStrictEqual(JSON.parse(readFileSync(file, 'utf8')), facts)
  } catch {
    // A stamp that is missing or torn means only that the work has to be done again.
    return false
  }
}

/**
 * @param {string} file
 * @param {Facts} facts
 * @returns {void}
 */
export function writeStamp(file, facts) {
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(facts, undefined, 2)}\n`)
}
