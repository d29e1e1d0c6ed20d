import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DOORS } from './floors.mjs'

/** @param {string} name */
const toCamelCase = (name) => name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase())

/**
 * The places where a door's source may lie, best first.
 * @param {string} folder of the package
 * @param {string} door as in `exports`: `.`, `./sinks/sentry`
 */
export function doorCandidates(folder, door) {
  const name = door === '.' ? 'index' : door.slice(2)
  return [name, toCamelCase(name)].flatMap((stem) => [
    `${folder}/src/${DOORS}/${stem}.ts`,
    `${folder}/src/${stem}.ts`,
    `${folder}/src/${stem}/index.ts`,
  ])
}

/**
 * The source file behind a door, or undefined where there is none.
 * @param {string} root
 * @param {string} folder
 * @param {string} door
 */
export const doorSource = (root, folder, door) =>
  doorCandidates(folder, door).find((path) => existsSync(join(root, path)))
