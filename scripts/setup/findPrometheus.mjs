import { spawnSync } from 'node:child_process'
import { delimiter, join } from 'node:path'
import { SetupError } from './setupError.mjs'

/**
 * The folder of a `prometheus` and its `promtool`: the one that `HOLDFAST_PROMETHEUS` names, or else the first of PATH
 * where both start, or else of what was unpacked before.
 *
 * @param {string} unpacked the folder where setup unpacks it
 * @param {NodeJS.ProcessEnv} [env]
 * @returns {string | undefined}
 */
export function findPrometheus(unpacked, env = process.env) {
  const named = env['HOLDFAST_PROMETHEUS']
  if (named && !start(named)) {
    throw new SetupError(`HOLDFAST_PROMETHEUS names ${named}, but nothing there starts.`)
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return named || [...folders, unpacked].find(start)
}

/**
 * @param {string} folder
 * @returns {boolean}
 */
function start(folder) {
  return ['prometheus', 'promtool'].every(
    (name) =>
      spawnSync(join(folder, name), ['--version'], { stdio: 'ignore', timeout: 30_000 }).status ===
      0,
  )
}
