import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { beforeEach, expect, it, vi } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { installDependencies } from './installDependencies.mjs'

const fakeNpx = '#!/bin/sh\necho "$@" >> installs\nmkdir -p node_modules/knip\ntest ! -e offline\n'

beforeEach(() => {
  const programs = createFolder({ npx: fakeNpx }, 0o755)
  vi.stubEnv('PATH', `${programs}${delimiter}${process.env['PATH']}`)
})

function createWorkspace() {
  return createFolder({
    'package.json': '{"packageManager":"pnpm@1.2.3+sha512.abc","devDependencies":{"knip":"1"}}',
    'pnpm-lock.yaml': 'one',
    'pnpm-workspace.yaml': 'packages:\n  - packages/*\n',
  })
}

/** @param {string} root */
const installsOf = (root) => readFileSync(join(root, 'installs'), 'utf8').trim().split('\n')

it('installs once, with the pnpm that the repository names', async () => {
  const root = createWorkspace()
  await installDependencies(root)
  await installDependencies(root)
  expect(installsOf(root)).toEqual([
    expect.stringMatching(/^--yes pnpm@1\.2\.3 install --frozen-lockfile/),
  ])
})

it.each(['pnpm-lock.yaml', '.npmrc'])('installs again when %s changed', async (file) => {
  const root = createWorkspace()
  await installDependencies(root)
  writeFileSync(join(root, file), 'two')
  await installDependencies(root)
  expect(installsOf(root)).toHaveLength(2)
})

it('installs again when a dependency is gone', async () => {
  const root = createWorkspace()
  await installDependencies(root)
  rmSync(join(root, 'node_modules/knip'), { recursive: true })
  await installDependencies(root)
  expect(existsSync(join(root, 'node_modules/knip'))).toBe(true)
})

it('leaves no stamp behind an install that failed', async () => {
  const root = createWorkspace()
  writeFileSync(join(root, 'offline'), '')
  await expect(installDependencies(root)).rejects.toThrow('pnpm@1.2.3 could not install')
  await expect(installDependencies(root)).rejects.toThrow('pnpm@1.2.3 could not install')
})
