// What @holdfast/node takes on the disk with all that it needs, beside what others take: their packages are fetched.
import { execFileSync } from 'node:child_process'
import { lstatSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const pnpm = fileURLToPath(new URL('../../node_modules/pnpm/bin/pnpm.cjs', import.meta.url))
const scratch = mkdtempSync(join(tmpdir(), 'holdfast-install-'))
/** @type {import('node:child_process').StdioOptions} */
const stdio = ['ignore', 'ignore', 'pipe']

/** @param {string} name of a folder in packages/ */
const pack = (name) => {
  const cwd = fileURLToPath(new URL(`../../packages/${name}/`, import.meta.url))
  const target = join(scratch, `${name}.tgz`)
  execFileSync(process.execPath, [pnpm, 'pack', '--out', target], { cwd, stdio })
  return target
}

/** @param {readonly string[]} wanted */
const install = (wanted) => {
  const folder = mkdtempSync(join(scratch, 'install-'))
  writeFileSync(join(folder, 'package.json'), '{"private":true}')
  const quiet = ['--prefer-offline', '--ignore-scripts', '--no-audit', '--no-fund']
  execFileSync('npm', ['install', ...wanted, ...quiet], { cwd: folder, stdio })
  const entries = readdirSync(join(folder, 'node_modules'), {
    recursive: true,
    withFileTypes: true,
  })
  const files = entries.filter((entry) => entry.isFile())
  const facts = files.map(({ parentPath, name }) => lstatSync(join(parentPath, name)))
  return {
    bytes: facts.reduce((sum, { size }) => sum + size, 0),
    disk: facts.reduce((sum, { blocks }) => sum + blocks * 512, 0),
  }
}

const inMegabytes = (/** @type {number} */ bytes) => `${(bytes / 1e6).toFixed(1)} MB`.padStart(9)

try {
  const contestants = {
    '@holdfast/node': ['sdk-node', 'shared'].map(pack),
    'prom-client': ['prom-client@15.1.3'],
    'OpenTelemetry, logs and metrics': [
      '@opentelemetry/exporter-logs-otlp-http@0.203.0',
      '@opentelemetry/sdk-logs@0.203.0',
      '@opentelemetry/sdk-metrics@2.0.1',
    ],
    'OpenTelemetry, sdk-node and auto-instrumentations-node': [
      '@opentelemetry/sdk-node@0.203.0',
      '@opentelemetry/auto-instrumentations-node@0.62.0',
    ],
    '@sentry/node': ['@sentry/node@11.12.0'],
  }
  for (const [name, wanted] of Object.entries(contestants)) {
    const { bytes, disk } = install(wanted)
    console.log(`${name.padEnd(56)}${inMegabytes(disk)} on disk${inMegabytes(bytes)} in files`)
  }
} finally {
  rmSync(scratch, { recursive: true, force: true })
}
