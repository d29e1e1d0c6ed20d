import { spawnSync } from 'node:child_process'
import { runCommand } from '../process/runCommand.mjs'
import { findChromium } from './findChromium.mjs'
import { SetupError } from './setupError.mjs'

const instruction = `The browser tests need a Chromium, and none was found.
  Debian:  apt-get update && apt-get install -y --no-install-recommends chromium   (as root)
  others:  install Chromium or Google Chrome, or set HOLDFAST_CHROMIUM to the path of one.`

/**
 * The path of a Chromium that starts, installed through apt when there is none.
 *
 * @returns {Promise<string>}
 */
export async function ensureChromium() {
  const found = findChromium()
  if (found) return found
  await installThroughApt()
  const installed = findChromium()
  if (installed) return installed
  throw new SetupError(instruction)
}

async function installThroughApt() {
  const asRoot = rootPrefix()
  if (!asRoot || !runs('apt-get', ['--version'])) throw new SetupError(instruction)
  console.log('No Chromium found: installing it with apt-get.')
  const [command = 'env', ...args] = [...asRoot, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get']
  const patient = ['-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120']
  for (const action of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const result = await runCommand(command, [...args, ...patient, ...action], { cwd: '/' })
    if (result.code !== 0) throw new SetupError(`apt-get ${action[0]} failed.\n${instruction}`)
  }
}

/**
 * @returns {readonly string[] | undefined} what to put before a command so that root runs it
 */
function rootPrefix() {
  if (process.getuid?.() === 0) return []
  return runs('sudo', ['-n', 'true']) ? ['sudo', '-n'] : undefined
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {boolean}
 */
function runs(command, args) {
  return spawnSync(command, args, { stdio: 'ignore' }).status === 0
}
