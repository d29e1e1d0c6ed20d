import { spawnSync } from 'node:child_process'
import { toolPath } from '../source/toolPath.mjs'

// The profile leaves out only the resolution of Node 10: ESM, CommonJS and bundlers are checked.
const OPTIONS = ['--profile', 'node16', '--format', 'ascii', '--no-emoji', '--no-color']

/**
 * Whether each door has the right types for whoever imports or requires it (attw).
 * @param {import('./pack.mjs').Packed} packed
 * @returns {string[]}
 */
export function checkTypes({ tarball }) {
  const attw = toolPath('@arethetypeswrong/cli', 'attw')
  const { status, stdout, stderr } = spawnSync(process.execPath, [attw, tarball, ...OPTIONS], {
    encoding: 'utf8',
  })
  return status === 0 ? [] : [`attw: ${stdout}${stderr}`.trim()]
}
