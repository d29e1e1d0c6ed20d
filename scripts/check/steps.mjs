import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../process/runCommand.mjs'
import { toolPath } from '../process/toolPath.mjs'
import { checkTypes } from './checkTypes.mjs'

const toolTimeoutMs = 10 * 60_000
const testsTimeoutMs = 60 * 60_000

/**
 * @typedef {import('../report/runSteps.mjs').Step} Step
 *
 * @param {string} root
 * @returns {Step[]}
 */
export function createCheckSteps(root) {
  /**
   * @param {string} name
   * @param {readonly string[]} args
   * @param {number} [timeoutMs]
   * @returns {Step}
   */
  const node = (name, args, timeoutMs = toolTimeoutMs) => ({
    name,
    run: () => runCommand(process.execPath, args, { cwd: root, timeoutMs }),
  })
  const style = 'tools/style/main.mjs'
  const lint = ['ci', ...(process.stdout.isTTY ? [] : ['--colors=off']), '.']

  return [
    node('lint', [toolPath(root, '@biomejs/biome', 'biome'), ...lint]),
    { name: 'types', run: () => checkTypes(root) },
    node('rooms', ['tools/rooms/main.mjs']),
    ...(existsSync(join(root, style)) ? [node('style', [style])] : []),
    node('tests', ['scripts/test.mjs'], testsTimeoutMs),
    node('bytes', ['tools/bytes/main.mjs']),
    node('packed', ['tools/packed/main.mjs']),
    node('api', ['tools/api/main.mjs']),
    node('knip', [toolPath(root, 'knip')]),
  ]
}
