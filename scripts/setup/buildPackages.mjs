import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../process/runCommand.mjs'
import { toolPath } from '../process/toolPath.mjs'
import { fingerprint } from '../workspace/fingerprint.mjs'
import { listFiles } from '../workspace/listFiles.mjs'
import { isStamped, writeStamp } from '../workspace/stamp.mjs'
import { workspaceFolders } from '../workspace/workspaceFolders.mjs'
import { SetupError } from './setupError.mjs'

const isTest = /\.test(-d)?\.([cm]?tsx?|mjs)$/

/**
 * Builds packages/*, unless dist holds what these very sources gave.
 *
 * @param {string} root
 * @returns {Promise<void>}
 */
export async function buildPackages(root) {
  const packages = workspaceFolders(root).filter((folder) => folder.startsWith('packages/'))
  const stamp = join(root, '.build', 'packages.json')
  if (isStamped(stamp, buildFacts(root, packages))) return

  // What is read before the build is what is stamped: an edit made meanwhile must lead to another one.
  const sources = sourcesFingerprint(root, packages)
  for (const folder of packages)
    rmSync(join(root, folder, 'dist'), { recursive: true, force: true })
  const build = [toolPath(root, 'pnpm'), '-r', '--filter', './packages/*', 'run', 'build']
  const result = await runCommand(process.execPath, build, { cwd: root })
  if (result.code !== 0) throw new SetupError('The packages do not build; the reason is above.')
  writeStamp(stamp, { sources, outputs: outputsFingerprint(root, packages) })
}

/**
 * @param {string} root
 * @param {readonly string[]} packages
 * @returns {import('../workspace/stamp.mjs').Facts}
 */
function buildFacts(root, packages) {
  return {
    sources: sourcesFingerprint(root, packages),
    outputs: outputsFingerprint(root, packages),
  }
}

/**
 * @param {string} root
 * @param {readonly string[]} packages
 * @returns {string}
 */
function sourcesFingerprint(root, packages) {
  const folders = [...packages, 'tools/chunks']
  const own = folders.flatMap((folder) => listFiles(root, folder, ['dist']))
  const sources = own.filter((file) => !isTest.test(file))
  return fingerprint(root, ['package.json', 'pnpm-lock.yaml', 'tsconfig.json', ...sources])
}

/**
 * @param {string} root
 * @param {readonly string[]} packages
 * @returns {string}
 */
function outputsFingerprint(root, packages) {
  return fingerprint(
    root,
    packages.flatMap((folder) => listFiles(root, `${folder}/dist`)),
  )
}
