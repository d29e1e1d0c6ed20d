import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { SetupError } from './setupError.mjs'

const variables = ['HOLDFAST_CHROMIUM', 'CHROME_PATH']
const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const macPaths = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/**
 * The Chromium of this machine: the one that is named by a variable, or else the first that starts.
 *
 * @param {NodeJS.ProcessEnv} [env]
 * @param {NodeJS.Platform} [platform]
 * @returns {string | undefined} its path
 */
export function findChromium(env = process.env, platform = process.platform) {
  return namedChromium(env) ?? candidates(env, platform).find(starts)
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
function namedChromium(env) {
  const variable = variables.find((name) => env[name])
  const path = variable && env[variable]
  if (!path) return undefined
  if (starts(path)) return path
  throw new SetupError(`${variable} names ${path}, but that does not start.`)
}

/**
 * @param {NodeJS.ProcessEnv} env
 * @param {NodeJS.Platform} platform
 * @returns {string[]}
 */
function candidates(env, platform) {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command)))
  return platform === 'darwin' ? [...onPath, ...macPaths] : onPath
}

/**
 * Being there is not enough: Ubuntu puts a `chromium-browser` on PATH that only asks for a snap.
 *
 * @param {string} path
 * @returns {boolean}
 */
function starts(path) {
  return spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0
}
