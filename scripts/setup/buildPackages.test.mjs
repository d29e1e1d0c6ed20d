import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { buildPackages } from './buildPackages.mjs'

const fakePnpm = `
  const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs')
  appendFileSync('builds', 'x')
  if (readFileSync('packages/a/src/index.ts', 'utf8') === 'broken') process.exit(1)
  mkdirSync('packages/a/dist', { recursive: true })
  writeFileSync('packages/a/dist/index.js', readFileSync('packages/a/src/index.ts'))
`

function createWorkspace() {
  return createFolder({
    'package.json': '{}',
    'pnpm-lock.yaml': '',
    'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
    'tsconfig.json': '{}',
    'packages/a/package.json': '{}',
    'packages/a/src/index.ts': 'one',
    'node_modules/pnpm/package.json': '{"bin":{"pnpm":"pnpm.cjs"}}',
    'node_modules/pnpm/pnpm.cjs': fakePnpm,
  })
}

/** @param {string} root */
const buildsOf = (root) => readFileSync(join(root, 'builds'), 'utf8').length

it('builds once for the same sources', async () => {
  const root = createWorkspace()
  await buildPackages(root)
  await buildPackages(root)
  expect(buildsOf(root)).toBe(1)
})

it.each([
  ['a source changed', 'packages/a/src/index.ts', 2],
  ['a source came', 'packages/a/src/other.ts', 2],
  ['the build settings changed', 'packages/a/tsup.config.ts', 2],
  ['the output is not what was built', 'packages/a/dist/index.js', 2],
  ['only a test changed', 'packages/a/src/index.test.ts', 1],
])('builds again only where it must: %s', async (_, file, builds) => {
  const root = createWorkspace()
  await buildPackages(root)
  writeFileSync(join(root, file), 'two')
  await buildPackages(root)
  expect(buildsOf(root)).toBe(builds)
})

it('builds again when the output is gone', async () => {
  const root = createWorkspace()
  await buildPackages(root)
  rmSync(join(root, 'packages/a/dist'), { recursive: true })
  await buildPackages(root)
  expect(existsSync(join(root, 'packages/a/dist/index.js'))).toBe(true)
})

it('leaves no stamp, and no old output, behind a build that failed', async () => {
  const root = createWorkspace()
  await buildPackages(root)
  writeFileSync(join(root, 'packages/a/src/index.ts'), 'broken')
  await expect(buildPackages(root)).rejects.toThrow('do not build')
  await expect(buildPackages(root)).rejects.toThrow('do not build')
  expect(existsSync(join(root, 'packages/a/dist'))).toBe(false)
})
