import { apt } from './apt.mjs'
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
  console.log(`${what}: installing with apt-get.`)
  for (const action of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const code = await apt(action, { asRoot: true, cwd: '/' })
    if (code !== 0) throw new SetupError(`apt-get ${action[0]} failed.\n${instruction}`)
  }
}
