import { execFileSync } from 'node:child_process'
import { lstatSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/**
 * What lies on the disk of who has installed something, with all that it depends on.
 * @typedef {object} InstallSize
 * @property {number} bytes of all files
 * @property {number} disk bytes of the blocks that they take
 * @property {number} packages
 */

const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier']

/**
 * @param {readonly string[]} wanted names, or paths of tarballs
 * @param {{ readonly offline: boolean }} options
 * @returns {InstallSize}
 */
export function measureInstall(wanted, { offline }) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-install-'))
  try {
    mkdirSync(join(folder, 'cache'))
    writeFileSync(join(folder, 'package.json'), '{"private":true}')
    // A cache of its own where nothing may be fetched: what lay there would hide that it is needed.
    const alone = offline ? ['--offline', '--cache', join(folder, 'cache')] : ['--prefer-offline']
    const args = ['install', ...wanted, ...alone, ...quiet]
    execFileSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] })
    return sizeOf(join(folder, 'node_modules'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * @param {string} folder
 * @returns {InstallSize}
 */
function sizeOf(folder) {
  const size = { bytes: 0, disk: 0, packages: 0 }
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const { size: bytes, blocks } = lstatSync(join(entry.parentPath, entry.name))
    size.bytes += bytes
    size.disk += blocks * 512
    const isPackage = /[\\/]node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+$/.test(entry.parentPath)
    if (isPackage && entry.name === 'package.json') size.packages += 1
  }
  return size
}

/** @param {number} bytes */
export const inMegabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`
