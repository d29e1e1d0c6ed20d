import { expect, it } from 'vitest'
import { createFolder } from '../testing/createFolder.mjs'
import { findTsconfigs } from './findTsconfigs.mjs'

it('finds every one but the root one, and none that is a fixture', () => {
  const root = createFolder({
    'pnpm-workspace.yaml': 'packages:\n  - packages/*\n  - tests\n',
    'tsconfig.json': '{}',
    'packages/a/package.json': '{}',
    'packages/a/tsconfig.json': '{}',
    'packages/a/tsconfig.test.json': '{}',
    'tests/package.json': '{}',
    'tests/browser/tsconfig.json': '{}',
    'tools/tsconfig.json': '{}',
    'tools/rooms/fixtures/tsconfig.json': '{}',
  })
  expect(findTsconfigs(root)).toEqual([
    'packages/a/tsconfig.json',
    'packages/a/tsconfig.test.json',
    'tests/browser/tsconfig.json',
    'tools/tsconfig.json',
  ])
})
