import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { installThroughApt } from './installThroughApt.mjs'
import { SetupError } from './setupError.mjs'

const debianVersions = '/usr/lib/postgresql'

/** The programs that tests start themselves, and the Debian package that each comes in. */
const programs = { 'redis-server': 'redis-server', postgres: 'postgresql' }

const instruction = `The tests of counters need Redis and PostgreSQL, and one was not found.
  Debian:  apt-get update && apt-get install -y --no-install-recommends redis-server postgresql   (as root)
  others:  put redis-server, postgres and initdb on PATH. The tests start their own; none needs to run.`

/** Sees to it that there are a Redis and a PostgreSQL to start, through apt when there is none. */
export async function ensureServers() {
  const packages = missingPackages()
  if (packages.length === 0) return
  await installThroughApt({ what: `No ${packages.join(', ')} found`, packages, instruction })
  if (missingPackages().length > 0) throw new SetupError(instruction)
}

/** @returns {string[]} */
function missingPackages() {
  return Object.entries(programs).flatMap(([program, name]) => (isThere(program) ? [] : [name]))
}

/**
 * On PATH, or where Debian puts what is not for everybody's.
 *
 * @param {string} program
 * @returns {boolean}
 */
function isThere(program) {
  const versions = existsSync(debianVersions) ? readdirSync(debianVersions) : []
  const folders = versions.map((version) => join(debianVersions, version, 'bin'))
  const path = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return [...folders, ...path].some((folder) => existsSync(join(folder, program)))
}
