import { runCommand } from '../process/runCommand.mjs'
import { toolPath } from '../process/toolPath.mjs'
import { findTsconfigs } from './findTsconfigs.mjs'

/**
 * @param {string} root
 * @returns {Promise<import('../process/runCommand.mjs').CommandResult>}
 */
export async function checkTypes(root) {
  const tsc = toolPath(root, 'typescript', 'tsc')
  const tsconfigs = findTsconfigs(root)
  let code = tsconfigs.length > 0 ? 0 : 1
  for (const tsconfig of tsconfigs) {
    const args = [tsc, '--noEmit', '--pretty', 'false', '-p', tsconfig]
    const result = await runCommand(process.execPath, args, { cwd: root })
    console.log(`${result.code === 0 ? 'ok    ' : 'failed'}  ${tsconfig}`)
    if (result.interruptedBy) return result
    code ||= result.code
  }
  return { code }
}
