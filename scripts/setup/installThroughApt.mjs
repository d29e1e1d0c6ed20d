import { spawnSync } from 'node:child_process'
import { runCommand } from '../process/runCommand.mjs'
import { SetupError } from './setupError.mjs'

/**
 * Installs what is missing, where this machine has apt and lets us.
 *
 * @param {{
 *   readonly what: string,
 *   readonly packages: readonly string[],
 *   readonly instruction: string,
 * }} wanted what is missing, what to install, and what to say where that cannot be done
 */
export async function installThroughApt({ what, packages, instruction }) {
  const asRoot = rootPrefix()
  if (!asRoot || !runs('apt-get', ['--version'])) throw new SetupError(instruction)
  console.log(`${what}: installing with apt-get.`)
  // Where Debian asks for the runlevel, this one keeps it from starting the daemons that it installs.
  const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1', 'apt-get']
  const [command = 'env', ...args] = [...asRoot, ...quiet]
  const patient = ['-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120']
  for (const action of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
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
