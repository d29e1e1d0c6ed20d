import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runCommand } from '../process/runCommand.mjs'
import { fingerprint } from '../workspace/fingerprint.mjs'
import { isStamped, writeStamp } from '../workspace/stamp.mjs'
import { workspaceFolders } from '../workspace/workspaceFolders.mjs'
import { SetupError } from './setupError.mjs'

/**
 * Installs what the lockfile names, unless that is what is there.
 *
 * @param {string} root
 * @returns {Promise<void>}
 */
export async function installDependencies(root) {
  const manifests = [
    'package.json',
    ...workspaceFolders(root).map((folder) => `${folder}/package.json`),
  ]
  const stamp = join(root, 'node_modules', '.holdfast-install.json')
  const facts = installFacts(root, manifests)
  if (isStamped(stamp, facts) && manifests.every((manifest) => hasModules(root, manifest))) return

  const pnpm = readManifest(root, 'package.json').packageManager.split('+')[0]
  const result = await runCommand('npx', ['--yes', pnpm, ...installArguments], { cwd: root })
  if (result.code !== 0)
    throw new SetupError(`${pnpm} could not install the dependencies; its output is above.`)
  writeStamp(stamp, facts)
}

const installArguments = [
  'install',
  '--frozen-lockfile',
  // NODE_ENV=production in the shell would leave out the tools.
  '--prod=false',
  // Without a terminal pnpm gives up, rather than ask, when node_modules came from another pnpm.
  '--config.confirmModulesPurge=false',
]

/**
 * @param {string} root
 * @param {readonly string[]} manifests
 * @returns {import('../workspace/stamp.mjs').Facts}
 */
function installFacts(root, manifests) {
  const settings = ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc']
  const present = settings.filter((file) => existsSync(join(root, file)))
  return {
    manifests: fingerprint(root, [...present, ...manifests]),
    platform: `${process.platform}-${process.arch}`,
  }
}

/**
 * @param {string} root
 * @param {string} manifest
 * @returns {boolean}
 */
function hasModules(root, manifest) {
  const { dependencies, devDependencies } = readManifest(root, manifest)
  const names = Object.keys({ ...dependencies, ...devDependencies })
  const modules = join(root, manifest, '..', 'node_modules')
  return names.every((name) => existsSync(join(modules, name)))
}

/**
 * @param {string} root
 * @param {string} manifest
 * @returns {any}
 */
function readManifest(root, manifest) {
  return JSON.parse(readFileSync(join(root, manifest), 'utf8'))
}
