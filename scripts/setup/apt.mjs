import { spawnSync } from 'node:child_process'
import { runCommand } from '../process/runCommand.mjs'

// Where Debian asks for the runlevel, this one keeps it from starting the daemons that it installs.
const quiet = ['env', 'DEBIAN_FRONTEND=noninteractive', 'RUNLEVEL=1']
const patient = ['-o', 'Acquire::Retries=3', '-o', 'DPkg::Lock::Timeout=120']

/**
 * Runs apt-get, where there is one and we may.
 *
 * @param {readonly string[]} action
 * @param {{ readonly asRoot: boolean, readonly cwd: string }} how
 * @returns {Promise<number>} its exit code; not zero either where it cannot be run
 */
export async function apt(action, { asRoot, cwd }) {
  const prefix = asRoot ? rootPrefix() : []
  if (!prefix || !runs('apt-get', ['--version'])) return 1
  const [command = 'env', ...args] = [...prefix, ...quiet, 'apt-get']
  const result = await runCommand(command, [...args, ...patient, ...action], { cwd })
  return result.code ?? 1
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
