import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../process/runCommand.mjs'
import { apt } from './apt.mjs'
import { findPrometheus } from './findPrometheus.mjs'
import { SetupError } from './setupError.mjs'

const instruction = `The tests of metrics need a Prometheus, and none was found.
  Debian:  apt-get update && apt-get install -y --no-install-recommends prometheus   (as root)
  others:  install Prometheus 2.40 or later, or set HOLDFAST_PROMETHEUS to the folder of prometheus and promtool.`

/**
 * The folder of a Prometheus that starts. Where there is none, Debian's package is unpacked, and not installed: that
 * would start a daemon.
 *
 * @param {string} root of the repository
 * @returns {Promise<string>}
 */
export async function ensurePrometheus(root) {
  const folder = join(root, '.build', 'prometheus')
  const programs = join(folder, 'usr', 'bin')
  const found = findPrometheus(programs)
  if (found) return found
  console.log('No Prometheus found: unpacking the package of apt.')
  mkdirSync(folder, { recursive: true })
  await download(folder)
  const file = readdirSync(folder).find((name) => name.endsWith('.deb'))
  if (file) await runCommand('dpkg-deb', ['-x', file, '.'], { cwd: folder })
  const unpacked = findPrometheus(programs)
  if (unpacked) return unpacked
  throw new SetupError(instruction)
}

/** @param {string} folder */
async function download(folder) {
  const action = ['download', 'prometheus']
  const here = { asRoot: false, cwd: folder }
  if ((await apt(action, here)) === 0) return
  await apt(['update'], { asRoot: true, cwd: '/' })
  if ((await apt(action, here)) !== 0) throw new SetupError(instruction)
}
